"""Addresses of the library."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.practices import views

urlpatterns = [
    path("commitments/practices/", views.practices, name="practices"),
    path("commitments/practices/new/", views.practice_new, name="practice-new"),
    path("commitments/practices/<str:about>/", views.practice, name="practice"),
    path("commitments/practices/<str:about>/edit/", views.practice_edit, name="practice-edit"),
    path("commitments/practices/<str:about>/grade/", views.practice_judge, name="practice-judge"),
    path("commitments/practices/<str:about>/adopt/", views.practice_adopt, name="practice-adopt"),
    path("commitments/practices/<str:about>/withdraw/", views.practice_withdraw, name="practice-withdraw"),
]
