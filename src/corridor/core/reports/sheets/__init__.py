"""Reports on a workbook, for posts without network: the workbook to fill in, and what a filled one says."""
