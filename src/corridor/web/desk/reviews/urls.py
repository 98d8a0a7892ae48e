"""Addresses of peer reviews."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.reviews import views

urlpatterns = [
    path("commitments/reviews/", views.reviews, name="reviews"),
    path("commitments/reviews/new/", views.review_new, name="review-new"),
    path("commitments/reviews/<str:uid>/", views.review, name="review"),
    path("commitments/reviews/<str:uid>/decide/", views.review_decide, name="review-decide"),
    path("commitments/reviews/<str:uid>/close/", views.review_close, name="review-close"),
    path("commitments/reviews/<str:uid>/say/<str:kind>/", views.review_say, name="review-say"),
]
