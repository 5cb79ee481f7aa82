"""How every page looks and every form behaves. No tables."""
