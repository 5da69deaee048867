from django.urls import path

from accounts.views import access_log, appearance, letters, profile, roles, users

app_name = "accounts"
urlpatterns = [
    path("profile/", profile.profile, name="profile"),
    path("appearance/", appearance.edit_appearance, name="appearance"),
    path("roles/", roles.role_table, name="role-table"),
    path("users/", users.UserList.as_view(), name="user-list"),
    path("users/invite/", users.invite_user, name="user-invite"),
    path("users/<int:pk>/", users.UserUpdate.as_view(), name="user-update"),
    path("users/<int:pk>/invite-again/", users.invite_again, name="user-invite-again"),
    path("letters/", letters.LetterList.as_view(), name="letter-list"),
    path("letters/<int:pk>/send-again/", letters.send_again, name="letter-send-again"),
    path("letters/<int:pk>/consider-sent/", letters.consider_sent, name="letter-consider-sent"),
    path("access-log/", access_log.AccessLog.as_view(), name="access-log"),
]
