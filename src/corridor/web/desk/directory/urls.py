"""Addresses of the directory."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.directory import views

urlpatterns = [
    path("directory/", views.directory, name="directory"),
    path("directory/new/", views.contact_new, name="contact-new"),
    path("directory/<str:uid>/", views.contact, name="contact"),
    path("directory/<str:uid>/test/", views.test, name="contact-test"),
    path("directory/<str:uid>/publish/", views.publish, name="contact-publish"),
    path("directory/<str:uid>/withdraw/", views.withdraw, name="contact-withdraw"),
]
