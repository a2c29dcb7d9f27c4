"""Addresses of the portal's own pages."""

from django.urls import path

from portal.views import account, audit, home, jobs, reminder_feed, reminders, rules, sign_in, tokens, units, users
from portal.views.registers import attachments, burden, editing, lists, records

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("sign-in/", sign_in.SignIn.as_view(), name="sign-in"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("account/", account.account, name="account"),
    path("account/password/", account.change_password, name="password"),
    path("account/sessions/end/", account.end_other_sessions, name="end-sessions"),
    path("jobs/<int:pk>/", jobs.job, name="job"),
    path("jobs/<int:pk>/cancel/", jobs.cancel, name="job-cancel"),
    path("reminders/", reminders.reminders_page, name="reminders"),
    path("reminders/export.xlsx", reminders.export, name="reminders-export"),
    path("reminders/feed/", reminder_feed.settings_page, name="reminder-feed-settings"),
    path("reminders/feed/renew/", reminder_feed.renew, name="reminder-feed-renew"),
    path("reminders/feed/revoke/", reminder_feed.revoke, name="reminder-feed-revoke"),
    path("reminders/feed/reminders.ics", reminder_feed.feed, name="reminder-feed"),
    path("units/", units.tree, name="units"),
    path("units/search/", units.search, name="unit-search"),
    path("units/add/", units.add, name="unit-add"),
    path("units/<int:pk>/", units.detail, name="unit"),
    path("units/<int:pk>/children/", units.children, name="unit-children"),
    path("units/<int:pk>/change/", units.change, name="unit-change"),
    path("units/<int:pk>/quota/", units.quota, name="unit-quota"),
    path("units/<int:pk>/dissolve/", units.dissolve, name="unit-dissolve"),
    path("registers/", lists.index, name="registers"),
    path("registers/burden/", burden.burden, name="burden"),
    path("registers/choose/<str:label>/", editing.choose, name="register-choose"),
    path("registers/<slug:name>/", lists.listed, name="register"),
    path("registers/<slug:name>/export/", lists.export, name="register-export"),
    path("registers/<slug:name>/new/", editing.new, name="register-new"),
    path("registers/<slug:name>/<int:pk>/", records.record, name="register-record"),
    path("registers/<slug:name>/<int:pk>/edit/", editing.edit, name="register-edit"),
    path("registers/<slug:name>/<int:pk>/remove/", editing.remove, name="register-remove"),
    path("registers/<slug:name>/<int:pk>/attachments/", attachments.add, name="register-attachments"),
    path(
        "registers/<slug:name>/<int:pk>/attachments/<int:attachment>/", attachments.download, name="register-attachment"
    ),
    path(
        "registers/<slug:name>/<int:pk>/attachments/<int:attachment>/remove/", attachments.remove,
        name="register-attachment-remove",
    ),
    path("registers/<slug:name>/<int:pk>/history/", records.history, name="register-history"),
    path("registers/<slug:name>/<int:pk>/steps/<slug:step>/", records.step, name="register-step"),
    path("rules/", rules.settings_list, name="rules"),
    path("rules/<slug:key>/", rules.setting, name="rule"),
    path("audit/", audit.events, name="audit"),
    path("users/", users.users, name="users"),
    path("users/add/", users.add, name="user-add"),
    path("users/<int:pk>/", users.user, name="user"),
    path("users/<int:pk>/reset/", users.reset, name="user-reset"),
    path("users/<int:pk>/active/", users.active, name="user-active"),
    path("users/<int:pk>/grants/", users.grant, name="user-grant"),
    path("users/<int:pk>/grants/<int:grant_pk>/revoke/", users.revoke, name="user-revoke"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<int:pk>/revoke/", tokens.revoke, name="token-revoke"),
]
