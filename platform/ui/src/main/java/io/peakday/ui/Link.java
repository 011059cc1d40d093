package io.peakday.ui;

/** A text that leads somewhere: a breadcrumb, a department, a way out of an empty page. */
public record Link(String label, String href) {}
