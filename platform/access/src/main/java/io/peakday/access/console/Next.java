package io.peakday.access.console;

/** Where a sign-in goes on. */
final class Next {
    private Next() {}

    /** A page of the console, whatever the address says. */
    static String local(String next) {
        boolean ours = (next.equals("/console") || next.startsWith("/console/") || next.startsWith("/console?"))
                && !next.startsWith("/console/sign-in")
                && next.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\' && c != '"' && c != '<' && c != '>');
        return ours ? next : "/console";
    }
}
