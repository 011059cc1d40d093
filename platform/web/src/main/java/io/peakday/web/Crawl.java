package io.peakday.web;

/** Whether crawlers may ask for a route; {@code robots.txt} informs them. */
public enum Crawl {
    /** Not said: the API and what is for staff only is not for crawlers, and the rest is. */
    BY_PATH,
    ALLOWED,
    REFUSED
}
