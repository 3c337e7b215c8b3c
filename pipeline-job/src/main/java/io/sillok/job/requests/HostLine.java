package io.sillok.job.requests;

import io.sillok.model.CompactInput;
import io.sillok.model.CompactOutput;
import io.sillok.model.LogEvent;
import io.sillok.model.TraceId;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A line of a host's web server or FPM that waits for its request, or tells of one. Not thread-safe. */
final class HostLine {

    static final String WEB_SERVER = "nginx.access";

    private static final double NANOS = 1e9;

    /** What a line can say of a request. */
    enum Role {
        /** That it was served. */
        ACCESS,
        /** That FPM served it. */
        FPM_ACCESS,
        /** That FPM found it slow: its URL. */
        FPM_NOTICE,
        /** That FPM found it slow: its stack. */
        FPM_SLOW,
        /** That the web server had trouble with it. */
        SERVER_ERROR,
        /** That PHP had: another log may tell the same, and the URL. */
        PHP_ERROR;

        static Optional<Role> of(LogEvent event) {
            return of(part -> event.text(part.attribute()).orElse(""));
        }

        static Optional<Role> of(Fact fact) {
            return of(fact::text);
        }

        private static Optional<Role> of(Function<Part, String> texts) {
            return switch (texts.apply(Part.FORMAT)) {
                case WEB_SERVER -> Optional.of(ACCESS);
                case "php_fpm.access" -> Optional.of(FPM_ACCESS);
                case "php_fpm.slow" -> Optional.of(FPM_SLOW);
                case "nginx.error" -> texts.apply(Part.PATH).isEmpty() ? Optional.empty() : Optional.of(SERVER_ERROR);
                default -> {
                    boolean notice = !texts.apply(Part.FPM_REQUEST).isEmpty();
                    boolean told = !texts.apply(Part.ERROR_KEY).isEmpty();
                    yield notice ? Optional.of(FPM_NOTICE) : told ? Optional.of(PHP_ERROR) : Optional.empty();
                }
            };
        }
    }

    final Clue clue;
    final Role role;

    /** Milliseconds of processing time. */
    final long seen;

    /** The request that it belongs to, if that is known: a trace, a request id, or both. */
    Optional<TraceId> trace;

    String requestId;

    /** Whether that id was given by us; lines of before version 2 do not say. */
    boolean assigned;

    double confidence = 1;

    /** How often it was held against all requests, and found none. */
    int looks;

    /** Of a request: the files that told it already, each of which does so once. */
    final Set<String> toldBy = new HashSet<>();

    HostLine(Clue clue, long seen) {
        this.clue = clue;
        this.seen = seen;
        this.role = Role.of(clue.fact()).orElseThrow();
        this.trace = clue.traceId();
        this.requestId = clue.requestId();
    }

    boolean known() {
        return trace.isPresent() || !requestId.isEmpty();
    }

    /** The same for all lines of one request. */
    String request() {
        return requestId.isEmpty() ? trace.map(TraceId::hex).orElse("") : requestId;
    }

    Fact fact() {
        return clue.fact();
    }

    String file() {
        return fact().text(Part.FILE);
    }

    /** Seconds since 1970: FPM's line bears the time of its request's beginning, any other that of its end. */
    double end() {
        return role == Role.FPM_ACCESS ? stamp() + duration() : stamp();
    }

    double start() {
        return role == Role.FPM_ACCESS
                ? stamp()
                : stamp() - (role == Role.FPM_NOTICE ? fact().number(Part.ELAPSED) : duration());
    }

    long second() {
        return fact().time().getEpochSecond();
    }

    double duration() {
        return fact().number(Part.DURATION);
    }

    /** What the web server knows of how long PHP took. */
    double served() {
        return fact().has(Part.UPSTREAM) ? fact().number(Part.UPSTREAM) : duration();
    }

    private double stamp() {
        return fact().time().getEpochSecond() + fact().time().getNano() / NANOS;
    }

    /** The wire form. */
    public static final class Format implements Wire<HostLine> {

        @Override
        public int version() {
            return 3;
        }

        @Override
        public boolean reads(int version) {
            return version >= 1 && version <= version();
        }

        @Override
        public void write(HostLine line, DataOutput data) throws IOException {
            CompactOutput out = new CompactOutput(data);
            line.clue.write(out);
            out.number(line.seen);
            out.trace(line.trace);
            out.text(line.requestId);
            out.fraction(line.confidence);
            out.number(line.toldBy.size());
            for (String file : line.toldBy) {
                out.text(file);
            }
            out.flag(line.assigned);
            out.number(line.looks);
        }

        @Override
        public HostLine read(DataInput data) throws IOException {
            return read(data, version());
        }

        @Override
        public HostLine read(DataInput data, int version) throws IOException {
            CompactInput in = new CompactInput(data);
            HostLine line = new HostLine(Clue.read(in), in.number());
            line.trace = in.trace();
            line.requestId = in.text();
            line.confidence = in.fraction();
            for (int left = in.count(); left > 0; left--) {
                line.toldBy.add(in.text());
            }
            line.assigned = version > 1 && in.flag();
            line.looks = version > 2 ? in.count() : 0;
            return line;
        }
    }
}
