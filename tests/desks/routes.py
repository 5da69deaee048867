from tests.routes import EVERYONE, Route

ROUTES = [
    Route("desks:front", public=True),
    Route("desks:desk", roles=EVERYONE),
    Route("desks:help", public=True),
    Route("desks:help-page", public=True, args=lambda: {"slug": "coordinator"}),
    Route("desks:accessibility", public=True),
    Route("desks:contacts", public=True),
    Route("desks:search", public=True),
    Route("desks:search", roles=EVERYONE, public=True, query="?q=совет"),
]
