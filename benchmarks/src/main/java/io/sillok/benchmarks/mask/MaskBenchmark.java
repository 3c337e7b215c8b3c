package io.sillok.benchmarks.mask;

import io.opentelemetry.instrumentation.api.incubator.semconv.db.SqlDialect;
import io.opentelemetry.instrumentation.api.incubator.semconv.db.SqlQueryAnalyzer;
import io.sillok.parsers.mask.LineMasker;
import io.sillok.parsers.mask.MaskTally;
import io.sillok.parsers.mask.SqlForm;
import io.sillok.parsers.mask.SqlMasker;
import io.sillok.parsers.mask.TextMasker;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Masking on one core: statements, whole records and clean text per second, and OpenTelemetry's analyzer on the same
 * statements. Characters are counted beside, all of them ASCII, so that they are bytes.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-Xmx512m"})
@State(Scope.Thread)
public class MaskBenchmark {

    /** Reported as bytes a second. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Read {

        public long bytes;

        String of(String text) {
            bytes += text.length();
            return text;
        }
    }

    private final SqlMasker sql = new SqlMasker();
    private final TextMasker texts = new TextMasker();
    private final LineMasker lines = new LineMasker();
    private final SqlQueryAnalyzer peer = SqlQueryAnalyzer.create(true);

    private final String[] quoted = MaskInputs.quoted();
    private final String[] newShapes = MaskInputs.newShapes();
    private final String[] unquoted = MaskInputs.unquoted();
    private final String[] records = MaskInputs.records();
    private final String[] doubleRecords = MaskInputs.doubleRecords();
    private final String[] clean = MaskInputs.clean();

    private int next;

    private String next(String[] texts) {
        next = next + 1 & MaskInputs.COUNT - 1;
        return texts[next];
    }

    @Benchmark
    public String cleanText(Read read) {
        return texts.mask(read.of(next(clean)), new MaskTally());
    }

    @Benchmark
    public String quotedStatement(Read read) {
        return sql.mask(read.of(next(quoted)), SqlForm.QUOTED, new MaskTally());
    }

    @Benchmark
    public String quotedStatementOfNewShape(Read read) {
        return sql.mask(read.of(next(newShapes)), SqlForm.QUOTED, new MaskTally());
    }

    @Benchmark
    public String unquotedStatement(Read read) {
        return sql.mask(read.of(next(unquoted)), SqlForm.UNQUOTED, new MaskTally());
    }

    @Benchmark
    public String laravelRecord(Read read) {
        return lines.mask(read.of(next(records)), new MaskTally());
    }

    @Benchmark
    public String laravelRecordOfTwoFailures(Read read) {
        return lines.mask(read.of(next(doubleRecords)), new MaskTally());
    }

    @Benchmark
    public String peerQuotedStatement(Read read) {
        return peer.analyze(read.of(next(quoted)), SqlDialect.DOUBLE_QUOTES_ARE_STRING_LITERALS)
                .getQueryText();
    }

    @Benchmark
    public String peerUnquotedStatement(Read read) {
        return peer.analyze(read.of(next(unquoted)), SqlDialect.DOUBLE_QUOTES_ARE_STRING_LITERALS)
                .getQueryText();
    }
}
