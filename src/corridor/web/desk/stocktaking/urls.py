"""Addresses of stocktaking."""

from __future__ import annotations

from django.urls import path

from corridor.web.desk.stocktaking import views

urlpatterns = [
    path("commitments/stocktaking/", views.stocktaking, name="stocktaking"),
    path("commitments/stocktaking/take/", views.take, name="stock-take"),
    path("commitments/stocktaking/<str:uid>/", views.stock, name="stock"),
    path("commitments/stocktaking/<str:uid>/make/", views.make, name="stock-make"),
    path("commitments/stocktaking/<str:uid>/<str:form>/", views.file, name="stock-file"),
]
