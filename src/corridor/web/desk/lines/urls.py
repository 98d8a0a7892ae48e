"""The address to which partners bring letters, and those of letters that a person carries."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.lines import views

urlpatterns = [
    path("exchange/letter/", views.letter, name="letter"),
    path("exchange/letters/", views.letters, name="letters"),
    path("exchange/letters/in/", views.letter_in, name="letter-in"),
    path("exchange/letters/<str:code>/out/", views.letter_out, name="letter-out"),
]
