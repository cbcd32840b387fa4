"""Files in and out: case files (CSV, gzip, XLSX), mappings, safe exports, the catalogue's workbook."""
