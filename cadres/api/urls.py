"""Addresses of people and imports over REST."""

from django.urls import path

from cadres.api import batches, downloads, facts, people, resumes

urlpatterns = [
    path("people/", people.People.as_view(), name="people"),
    path("people/<int:person>/", people.OnePerson.as_view(), name="person"),
    path("people/<int:person>/id-number/", people.FullIdNumber.as_view(), name="id-number"),
    path("people/<int:person>/resume/", resumes.PersonResume.as_view(), name="resume"),
    path("people/<int:person>/facts/<slug:kind>/", facts.PersonFacts.as_view(), name="facts"),
    path("people/<int:person>/facts/<slug:kind>/<int:fact>/", facts.OneFact.as_view(), name="fact"),
    path("people/<int:person>/lrmx/", downloads.AppointmentFormFile.as_view(), name="lrmx"),
    path("people/<int:person>/form.docx", downloads.PrintedFormFile.as_view(), name="form"),
    path("batches/", batches.Batches.as_view(), name="batches"),
    path("batches/<int:batch>/", batches.OneBatch.as_view(), name="batch"),
    path("batches/<int:batch>/rows/", batches.BatchRows.as_view(), name="batch-rows"),
    path("batches/<int:batch>/errors.xlsx", downloads.WrongRows.as_view(), name="batch-errors"),
    path("batches/<int:batch>/apply/", batches.ApplyBatch.as_view(), name="batch-apply"),
    path("batches/<int:batch>/undo/", batches.UndoBatch.as_view(), name="batch-undo"),
    path("batches/<int:batch>/decide/", batches.DecideRow.as_view(), name="batch-decide"),
    path("batches/<int:batch>/mapping/", batches.MapColumns.as_view(), name="batch-mapping"),
]
