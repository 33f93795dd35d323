package io.datachat.apex.exchange.metricflow.text;

/// Keys with which dbt finds its own way; they say nothing about numbers and are in no report.
final class Bookkeeping {
    static final String[] KEYS = {
        "metadata",
        "unique_id",
        "fqn",
        "package_name",
        "path",
        "original_file_path",
        "resource_type",
        "depends_on",
        "refs",
        "sources",
        "created_at",
        "checksum",
        "group",
        "unrendered_config",
        "source_file",
        "model",
        "docs",
        "version",
        "config",
        "meta",
        "tags",
        "label"
    };

    private Bookkeeping() {}
}
