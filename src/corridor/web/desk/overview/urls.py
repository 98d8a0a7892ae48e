"""Addresses of commitments at a glance."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.overview import views

urlpatterns = [
    path("commitments/matrix/", views.matrix, name="matrix"),
    path("commitments/matrix/<str:subject>/<str:item>/", views.matrix_cell, name="matrix-cell"),
    path("commitments/course/", views.course, name="commitments-course"),
    path("commitments/overdue/", views.overdue, name="overdue"),
    path("commitments/states/<str:subject>/", views.country_sheet, name="country-sheet"),
    path("commitments/states/<str:subject>/<str:language>.pdf", views.country_sheet_paper, name="country-sheet-paper"),
    path("commitments/public/", views.public_state, name="commitments-public"),
    path("commitments/public/publish/", views.publish, name="commitments-publish"),
    path("commitments/public/withdraw/", views.withdraw, name="commitments-withdraw"),
]
