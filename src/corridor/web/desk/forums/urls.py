"""Addresses of forums."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.forums import views

urlpatterns = [
    path("commitments/forums/", views.forums, name="forums"),
    path("commitments/forums/new/", views.forum_new, name="forum-new"),
    path("commitments/forums/<str:uid>/", views.forum, name="forum"),
    path("commitments/forums/<str:uid>/members/", views.member_add, name="forum-member"),
    path("commitments/forums/<str:uid>/members/end/", views.member_end, name="forum-member-end"),
    path("commitments/forums/<str:uid>/close/", views.close, name="forum-close"),
    path("commitments/forums/<str:uid>/meetings/new/", views.meeting_new, name="forum-meeting-new"),
    path("commitments/forums/<str:uid>/meetings/<str:meeting>/", views.meeting, name="forum-meeting"),
    path("commitments/forums/<str:uid>/decisions/new/", views.decision_new, name="forum-decision-new"),
]
