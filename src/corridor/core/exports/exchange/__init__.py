"""The written forms in which information leaves the node, and the manifest that goes with each file."""
