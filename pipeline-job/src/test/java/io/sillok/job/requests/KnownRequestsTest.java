package io.sillok.job.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import org.junit.jupiter.api.Test;

class KnownRequestsTest {

    private final ToldLines told = new ToldLines();
    private final KnownRequests requests = new KnownRequests();
    private int number;

    @Test
    void aBriefRequestIsNotHeldAgainstLinesOfLongBefore() {
        for (int second = 0; second < 60; second++) {
            for (int i = 0; i < 10; i++) {
                add(told.nginx("timed", second, 0.1, "GET", "/", ""));
            }
        }

        assertThat(requests.underWay(error(30, "/"), false, 60)).hasSizeLessThan(100);
    }

    @Test
    void aLastingRequestIsFoundHoweverLongItGoesOn() {
        add(told.nginx("timed", 80, 55, "GET", "/", ""));
        add(told.nginx("timed", 80, 0.1, "GET", "/", ""));
        add(told.nginx("timed", 32.9, 1.95, "GET", "/", ""));

        assertThat(requests.underWay(error(30, "/"), false, 60))
                .extracting(request -> request.requestId)
                .containsExactly("r-3", "r-1");
    }

    @Test
    void inAnOutageALineIsHeldAgainstSoManyOnly() {
        for (int i = 0; i < 5_000; i++) {
            LogEvent.Builder request = told.nginx("timed", 30 + i / 100, 30, "GET", "/", "");
            add(request.attribute(Fields.HTTP_STATUS, 504));
        }
        HostLine error = error(31, "/");
        HostLine fpm = new HostLine(ToldLines.clue(told.fpm(60, 0.1, "GET", "")), 0);

        assertThat(requests.underWay(error, false, 60)).hasSize(KnownRequests.MOST_CANDIDATES);
        assertThat(requests.givenUpBefore(fpm, true, 60)).hasSize(KnownRequests.MOST_CANDIDATES);
    }

    @Test
    void aFloodBeforeALineDoesNotHideTheRequestsNextToIt() {
        for (int i = 0; i < 3_000; i++) {
            add(told.nginx("timed", 28, 0.1, "GET", "/missing", ""));
        }
        add(told.nginx("timed", 30, 0.1, "GET", "/missing", ""));

        assertThat(requests.underWay(error(30, "/missing"), false, 60))
                .hasSize(KnownRequests.MOST_CANDIDATES)
                .first()
                .extracting(request -> request.requestId)
                .isEqualTo("r-3001");
    }

    @Test
    void anotherPathIsAnotherRequestButBehindAFrontController() {
        add(told.nginx("timed", 30, 0.1, "GET", "/a", "x=1"));
        add(told.nginx("timed", 30, 0.1, "GET", "/b", "x=1"));
        HostLine fpm = new HostLine(ToldLines.clue(told.fpm(30, 0.1, "GET", "x=1")), 0);

        assertThat(requests.ending(fpm, true, -1, 2)).hasSize(2);
        assertThat(requests.ending(fpm, false, -1, 2)).isEmpty();
        assertThat(requests.underWay(error(30, "/a", "x=1"), false, 60)).hasSize(1);
    }

    private void add(LogEvent.Builder request) {
        number++;
        assertThat(requests.addsNew(
                        new HostLine(ToldLines.clue(request.attribute(Fields.REQUEST_ID, "r-" + number)), 0)))
                .isTrue();
    }

    private HostLine error(double second, String path) {
        return error(second, path, "");
    }

    private HostLine error(double second, String path, String query) {
        return new HostLine(
                ToldLines.clue(told.line("nginx.error", "nginx-error", second)
                        .attribute(Fields.HTTP_METHOD, "GET")
                        .attribute(Fields.URL_PATH, path)
                        .attribute(Fields.URL_QUERY, query)),
                0);
    }
}
