"""Addresses of the cadre pages."""

from django.urls import path

from cadres.views import (
    batch,
    batch_mapping,
    batch_rows,
    batches,
    editing,
    forms_out,
    people,
    person,
    resume,
    resume_review,
    roster,
)

app_name = "cadres"
urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/export.xlsx", people.export, name="people-export"),
    path("people/<int:pk>/", person.person, name="person"),
    path("people/<int:pk>/photo/", person.photo, name="person-photo"),
    path("people/<int:pk>/id-number/", person.id_number, name="person-id-number"),
    path("people/<int:pk>/history/", person.history, name="person-history"),
    path("people/<int:pk>/form.lrmx", forms_out.lrmx, name="person-lrmx"),
    path("people/<int:pk>/form.docx", forms_out.docx, name="person-form"),
    path("people/forms/", forms_out.forms, name="forms"),
    path("people/forms/<int:pk>/", forms_out.made, name="forms-made"),
    path("people/forms/<int:pk>/download/", forms_out.download, name="forms-download"),
    path("people/roster/", roster.choose, name="roster"),
    path("people/roster.xlsx", roster.export, name="roster-export"),
    path("people/<int:pk>/edit/", editing.edit_person, name="person-edit"),
    path("people/<int:pk>/facts/<slug:kind>/", editing.fact, name="fact-new"),
    path("people/<int:pk>/facts/<slug:kind>/<int:fact>/", editing.fact, name="fact-edit"),
    path("people/<int:pk>/resume/", resume.resume, name="resume"),
    path("review/", resume_review.queue, name="resume-review"),
    path("review/<int:pk>/", resume_review.review, name="resume-review-person"),
    path("review/<int:pk>/withdraw/<int:confirmation>/", resume_review.withdraw, name="resume-withdraw"),
    path("batches/", batches.batches, name="batches"),
    path("batches/template.xlsx", batches.template, name="batch-template"),
    path("batches/<int:pk>/", batch.batch, name="batch"),
    path("batches/<int:pk>/mapping/", batch_mapping.mapping, name="batch-mapping"),
    path("batches/<int:pk>/rows/<int:row>/", batch_rows.decided, name="batch-row"),
    path("batches/<int:pk>/errors.xlsx", batch_rows.errors, name="batch-errors"),
    path("batches/<int:pk>/apply/", batch.apply, name="batch-apply"),
    path("batches/<int:pk>/undo/", batch.undo, name="batch-undo"),
    path("batches/<int:pk>/read/", batch.read_again, name="batch-read"),
]
