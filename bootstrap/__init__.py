"""Set-up and supervision of the portal, standard library only.

`portal.py` starts here under the system's Python, builds a virtual environment and runs itself again inside it.
Nothing here imports Django or an app, so a broken installation still ends in one plain line. It stands apart from
`config`, whose import brings Celery and the settings in.
"""
