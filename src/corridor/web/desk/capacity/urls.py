"""Addresses of needs and offers."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.capacity import views

urlpatterns = [
    path("capacity/", views.ledger, name="capacity"),
    path("capacity/new/<str:side>/", views.post_new, name="capacity-new"),
    path("capacity/posts/<str:uid>/", views.post, name="capacity-post"),
    path("capacity/pledges/new/", views.pledge_new, name="capacity-pledge-new"),
    path("capacity/pledges/<str:uid>/", views.pledge, name="capacity-pledge"),
    path("capacity/bodies/<str:code>/", views.body, name="capacity-body"),
    path("capacity/tables/<str:name>/", views.bring, name="capacity-bring"),
    path("capacity/tables/<str:name>/take/", views.take, name="capacity-take"),
]
