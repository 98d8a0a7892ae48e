"""Reports on a workbook, for posts without network."""
