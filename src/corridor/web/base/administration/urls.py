"""Addresses of administration."""

from __future__ import annotations

from django.urls import path

from corridor.web.base.administration import marking_views, views

urlpatterns = [
    path("administration/", views.staff, name="administration"),
    path("administration/officers/new/", views.officer_new, name="officer-new"),
    path("administration/officers/of/<str:handle>/", views.officer, name="officer"),
    path("administration/officers/of/<str:handle>/duties/", views.duties, name="officer-duties"),
    path("administration/officers/of/<str:handle>/suspend/", views.suspend, name="officer-suspend"),
    path("administration/officers/of/<str:handle>/resume/", views.resume, name="officer-resume"),
    path("administration/officers/of/<str:handle>/invite/", views.invite, name="officer-invite"),
    path("administration/officers/of/<str:handle>/leave/", views.leave, name="officer-leave"),
    path("administration/officers/of/<str:handle>/sessions/end/", views.end_sessions, name="officer-sessions"),
    path("administration/officers/of/<str:handle>/sign-on/", views.link, name="officer-link"),
    path("administration/officers/of/<str:handle>/sign-on/forget/", views.unlink, name="officer-unlink"),
    path("administration/authorities/", views.authorities, name="authorities"),
    path("administration/authorities/<str:code>/rename/", views.authority_rename, name="authority-rename"),
    path("administration/authorities/<str:code>/close/", views.authority_close, name="authority-close"),
    path("administration/authorities/<str:code>/reopen/", views.authority_reopen, name="authority-reopen"),
    path("administration/markings/", marking_views.markings_page, name="markings"),
    path("administration/markings/new/", marking_views.marking_new, name="marking-new"),
    path("administration/markings/of/<slug:name>/withdraw/", marking_views.withdraw, name="marking-withdraw"),
    path("administration/markings/of/<slug:name>/offer/", marking_views.offer, name="marking-offer"),
    path("administration/rules/", views.rules, name="rules"),
]
