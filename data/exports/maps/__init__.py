"""Claims as maps read them: GeoJSON, GeoPackage, KML and Linked Places, with styles for QGIS."""
