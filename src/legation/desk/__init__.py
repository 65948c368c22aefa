"""What people look at. So far the brief: one self-contained page; later the web desk on the same views."""
