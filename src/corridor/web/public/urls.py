"""Addresses of what anybody may see; the language is part of them, so that nothing depends on a cookie."""

from __future__ import annotations

from django.urls import path

from corridor.web.public import views

app_name = "public"
urlpatterns = [
    path("", views.front, name="front"),
    path("<str:language>/tables/", views.tables, name="tables"),
    path("<str:language>/tables/<str:uid>/", views.table, name="table"),
    path("<str:language>/tables/<str:uid>/<int:number>/", views.table, name="version"),
    path("<str:language>/commitments/", views.commitments, name="commitments"),
    path("<str:language>/commitments/<str:subject>/", views.commitments_of, name="commitments-of"),
    path("files/commitments/<str:subject>.jws", views.commitments_file, name="commitments-file"),
    path("files/<str:uid>.<int:number>.jws", views.signed, name="signed"),
    path("files/<str:uid>.<int:number>.<int:part>.<str:form>", views.download, name="download"),
]
