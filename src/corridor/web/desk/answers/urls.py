"""Addresses of answers to forums."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.answers import views

urlpatterns = [
    path("commitments/answers/", views.answers, name="answers"),
    path("commitments/answers/files/", views.make_files, name="answer-files"),
    path("commitments/answers/take/<str:form>/", views.take, name="answer-take"),
    path("commitments/answers/words/", views.words, name="answer-words"),
    path("commitments/answers/words/<str:uid>/<str:act>/", views.act_on_words, name="answer-words-act"),
]
