package io.sillok.local.discover.nginx;

import io.sillok.local.discover.server.Findings;
import io.sillok.local.discover.server.LogFile;
import io.sillok.local.discover.server.LogPath;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads an {@code error_log}. */
final class ErrorLog {

    /** PHP's messages come at level error, so these hide them. */
    private static final Set<String> ABOVE_ERROR = Set.of("crit", "alert", "emerg");

    private ErrorLog() {}

    /** Empty, with a finding that says why, if it goes to no file. */
    static Optional<LogFile> of(
            Directive directive,
            NginxLayout layout,
            Optional<String> service,
            Map<String, String> zone,
            Findings findings) {
        String target = directive.argument(0);
        if (target.isEmpty()) {
            findings.problem(directive.place(), "error_log names no file; give one, or stderr");
            return Optional.empty();
        }
        if (target.equals("stderr")) {
            findings.skipped(
                    directive.place(),
                    "error_log goes to nginx's standard error: tail the file in which systemd, Docker or Kubernetes"
                            + " keeps it, with parser nginx.error");
            return Optional.empty();
        }
        if (target.startsWith("syslog:") || target.startsWith("memory:") || target.startsWith("pipe:")) {
            findings.skipped(
                    directive.place(),
                    "error_log goes to " + target.substring(0, target.indexOf(':'))
                            + "; to ship it, add an error_log with a file");
            return Optional.empty();
        }
        if (target.equals("off")) {
            findings.open(
                    directive.place(),
                    "error_log has no off: nginx writes a file of that name, which is shipped; /dev/null keeps nothing");
        } else if (!target.startsWith("/") && !layout.known()) {
            findings.open(
                    directive.place(),
                    "relative path " + target + " is taken to count from " + layout.prefix()
                            + "; say otherwise with --nginx-prefix");
        }
        LogFile file =
                new LogFile(new LogPath(layout.absolute(target)), "nginx.error", zone, service, directive.place());
        return Optional.of(
                ABOVE_ERROR.contains(directive.argument(1))
                        ? file.remark("level " + directive.argument(1)
                                + ": neither PHP's messages nor upstream errors are in it, which come at level error")
                        : file);
    }
}
