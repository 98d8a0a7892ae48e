"""The library of practices and studies."""
