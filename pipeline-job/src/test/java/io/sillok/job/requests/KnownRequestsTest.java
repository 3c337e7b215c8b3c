package io.sillok.job.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import java.util.List;
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
    void inAFloodOfOneUrlACopyIsStillThatOfItsOwnClient() {
        for (int i = 0; i < 3_000; i++) {
            add(nginxOf("203.0.113." + i));
        }

        assertThat(requests.copiedBy(line(copyOf("203.0.113.2999"))))
                .extracting(request -> request.requestId)
                .containsExactly("r-3000");
        assertThat(requests.copiedBy(line(copyOf("203.0.113.3000")))).isEmpty();
        assertThat(requests.copiedBy(line(copyOf("203.0.113.7").attribute(Fields.HTTP_STATUS, 404))))
                .isEmpty();
        assertThat(requests.copiedBy(line(told.line("nginx.access", "nameless", 30)
                        .attribute(Fields.HTTP_METHOD, "GET")
                        .attribute(Fields.URL_PATH, "/missing")
                        .attribute(Fields.HTTP_STATUS, 200))))
                .as("of one that tells no client, any could be")
                .hasSize(KnownRequests.MOST_CANDIDATES)
                .first()
                .extracting(request -> request.requestId)
                .isEqualTo("r-1");
    }

    @Test
    void aCopyIsAlikeInAllThatBothTell() {
        add(nginxOf("203.0.113.1").attribute(Fields.HTTP_RESPONSE_SIZE, 10));
        add(nginxOf("203.0.113.1").attribute(Fields.HTTP_RESPONSE_SIZE, 20));
        add(nginxOf("203.0.113.1"));

        assertThat(requests.copiedBy(line(copyOf("203.0.113.1").attribute(Fields.HTTP_RESPONSE_SIZE, 20))))
                .extracting(request -> request.requestId)
                .containsExactly("r-2", "r-3");
        assertThat(requests.copiedBy(line(copyOf("203.0.113.1")))).hasSize(3);
        add(nginxOf("203.0.113.1").attribute(Fields.HTTP_RESPONSE_SIZE, 20));
        assertThat(requests.copiedBy(line(copyOf("203.0.113.1").attribute(Fields.HTTP_RESPONSE_SIZE, 20))))
                .as("one that became known since")
                .hasSize(3);
    }

    @Test
    void inAFloodFpmsLineIsStillOfTheRequestThatTookAsLong() {
        for (int i = 0; i < 3_000; i++) {
            add(told.nginx("timed", 30, 0.1, "GET", "/missing", ""));
        }
        add(told.nginx("timed", 30, 0.5, "GET", "/found", ""));
        for (int i = 0; i < 3_000; i++) {
            add(told.nginx("timed", 30, 0.9, "GET", "/missing", ""));
        }

        HostLine fpm = line(told.fpm(29.6, 0.49, "GET", ""));
        assertThat(requests.ending(fpm, true, -1, 2))
                .hasSize(KnownRequests.MOST_CANDIDATES)
                .first()
                .extracting(request -> request.requestId)
                .isEqualTo("r-3001");
        requests.ending(fpm, true, -1, 2).get(0).toldBy.add(fpm.file());
        assertThat(requests.ending(fpm, true, -1, 2))
                .as("once told")
                .extracting(request -> request.requestId)
                .doesNotContain("r-3001");
    }

    @Test
    void workGrowsWithTheLinesOfAFloodAndNotWithTheirSquare() {
        assertThat(looksOfCopies(8_000)).isLessThan(looksOfCopies(4_000) * 5 / 2);
        assertThat(looksOfFpm(8_000)).isLessThan(looksOfFpm(4_000) * 5 / 2);
    }

    private long looksOfCopies(int lines) {
        KnownRequests flooded = new KnownRequests();
        for (int i = 0; i < lines; i++) {
            flooded.addsNew(line(nginxOf("203.0.113.1").attribute(Fields.REQUEST_ID, "r-" + i)));
        }
        for (int i = 0; i < lines; i++) {
            HostLine copy = line(copyOf("203.0.113.1"));
            tell(flooded.copiedBy(copy), copy);
        }
        return flooded.looks();
    }

    private long looksOfFpm(int lines) {
        KnownRequests flooded = new KnownRequests();
        for (int i = 0; i < lines; i++) {
            flooded.addsNew(line(told.nginx("timed", 30, 0.1 + i % 7 / 10.0, "GET", "/missing", "")
                    .attribute(Fields.REQUEST_ID, "r-" + i)));
        }
        for (int i = 0; i < lines; i++) {
            HostLine fpm = line(told.fpm(30, 0.4, "GET", ""));
            tell(flooded.ending(fpm, true, -1, 2), fpm);
        }
        return flooded.looks();
    }

    /** Each line finds one, and the first: none stays without, however many there are. */
    private static void tell(List<HostLine> found, HostLine line) {
        assertThat(found).isNotEmpty();
        assertThat(found.get(0).toldBy.add(line.file())).isTrue();
    }

    private LogEvent.Builder nginxOf(String client) {
        return told.nginx("timed", 30, 0.1, "GET", "/missing", "").attribute(Fields.CLIENT_ADDRESS, client);
    }

    private LogEvent.Builder copyOf(String client) {
        return told.nginx("combined", 30, 0, "GET", "/missing", "").attribute(Fields.CLIENT_ADDRESS, client);
    }

    private static HostLine line(LogEvent.Builder event) {
        return new HostLine(ToldLines.clue(event), 0);
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
