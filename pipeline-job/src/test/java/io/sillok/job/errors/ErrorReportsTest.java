package io.sillok.job.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.job.errors.ErrorReports.Gain;
import io.sillok.job.errors.ErrorReports.Report;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ErrorReportsTest {

    private static final Report PHP = new Report("php.error", "web-1", "/php.log", "f1", true);
    private static final Report NGINX = new Report("nginx.error", "lb-1", "/nginx.log", "f1", true);

    private static final Gain NEW = new Gain(true, true);
    private static final Gain KNOWN = new Gain(false, false);

    private ErrorReports known = new ErrorReports();

    @Test
    void anErrorThatTwoLogsTellIsOne() {
        assertThat(known.add(PHP, 0)).isEqualTo(NEW);
        assertThat(known.add(NGINX, 0)).isEqualTo(KNOWN);
    }

    @Test
    void twoErrorsInOneSecondAreTwoInEachLog() {
        assertThat(known.add(NGINX, 0)).isEqualTo(NEW);
        assertThat(known.add(NGINX, 0)).isEqualTo(NEW);
        assertThat(known.add(PHP, 0)).isEqualTo(KNOWN);
        assertThat(known.add(PHP, 0)).isEqualTo(KNOWN);
        assertThat(known.add(PHP, 0)).isEqualTo(NEW);
    }

    @Test
    void aWebServerTellsWhatSeveralHostsTell() {
        assertThat(known.add(PHP, 0)).isEqualTo(NEW);
        assertThat(known.add(new Report("php.error", "web-2", "/php.log", "f1", true), 0))
                .isEqualTo(NEW);
        assertThat(known.add(NGINX, 0)).isEqualTo(KNOWN);
        assertThat(known.add(NGINX, 0)).isEqualTo(KNOWN);
    }

    @Test
    void anErrorOfAnotherKindIsAnotherErrorThoughItsMessageIsTheSame() {
        assertThat(known.add(PHP, 0)).isEqualTo(NEW);
        assertThat(known.add(new Report("nginx.error", "lb-1", "/nginx.log", "f2", true), 0))
                .isEqualTo(NEW);
    }

    @Test
    void aReportWhoseStackWasCutIsNoOtherError() {
        assertThat(known.add(new Report("nginx.error", "lb-1", "/nginx.log", "", true), 0))
                .isEqualTo(new Gain(true, false));
        assertThat(known.add(PHP, 0)).isEqualTo(new Gain(false, true));
        assertThat(known.add(PHP, 0)).isEqualTo(NEW);
    }

    @Test
    void aFormWithFingerprintsOfItsOwnTellsNoOtherError() {
        Report json = new Report("laravel.json", "web-1", "/laravel.json", "j1", false);
        Report line = new Report("laravel.line", "web-1", "/laravel.log", "f1", true);
        assertThat(known.add(json, 0)).isEqualTo(NEW);
        assertThat(known.add(line, 0)).isEqualTo(KNOWN);
    }

    @Test
    void requestsWithDifferentTracesHadErrorsOfTheirOwn() {
        Report web = new Report("laravel.line", "web-1", "/laravel.log", "f1", true);
        Report worker = new Report("laravel.line", "web-1", "/worker.log", "f1", true);
        assertThat(known.add(web, 1)).isEqualTo(NEW);
        assertThat(known.add(worker, 1)).isEqualTo(KNOWN);
        assertThat(known.add(worker, 2).error()).isTrue();
    }

    @Test
    void theOrderOfReportsDoesNotMatterNorARestart() throws IOException {
        List<Report> reports = new ArrayList<>();
        for (String host : List.of("web-1", "web-2")) {
            for (int i = 0; i < 3; i++) {
                reports.add(new Report("php.error", host, "/php.log", "f" + i % 2, true));
                reports.add(new Report("nginx.error", "lb-1", "/nginx.log", i == 0 ? "" : "f" + i % 2, true));
            }
        }
        for (int seed = 0; seed < 50; seed++) {
            Collections.shuffle(reports, new Random(seed));
            known = new ErrorReports();
            int errors = 0;
            for (Report report : reports) {
                errors += known.add(report, 0).error() ? 1 : 0;
                known = copy(known);
            }
            assertThat(errors).isEqualTo(6);
        }
    }

    private static ErrorReports copy(ErrorReports reports) throws IOException {
        ErrorReports.Format form = new ErrorReports.Format();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        form.write(reports, new DataOutputStream(bytes));
        return form.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }
}
