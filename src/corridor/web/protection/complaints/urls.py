"""Addresses of complaints."""

from __future__ import annotations

from django.urls import path

from corridor.web.protection.complaints import views

urlpatterns = [
    path("complaints/", views.complain, name="complain"),
    path("complaints/follow/", views.follow, name="complaint-follow"),
    path("complaints/follow/write/", views.write, name="complaint-write"),
    path("complaints/inbox/", views.inbox, name="complaints"),
    path("complaints/inbox/admit/", views.admit, name="complaint-admit"),
    path("complaints/held/", views.held, name="complaints-held"),
    path("complaints/of/<str:ref>/", views.complaint, name="complaint"),
    path("complaints/of/<str:ref>/act/", views.act, name="complaint-act"),
    path("complaints/of/<str:ref>/files/<int:number>/", views.attachment, name="complaint-file"),
]
