package io.sillok.job.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.job.LinkMethod;
import io.sillok.job.requests.HostRequests.Found;
import io.sillok.job.requests.HostRequests.Host;
import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.parsers.fpm.SlowRequests;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HostRequestsTest {

    private static final long LATER = 6_000;
    private static final long MUCH_LATER = 11_000;

    private final ToldLines told = new ToldLines();
    private final Host host = new Host();
    private final List<HostLine> lines = new ArrayList<>();
    private final List<Found> found = new ArrayList<>();

    @Test
    void anotherAccessLogTellsTheSameRequestWithItsId() {
        LogEvent.Builder named =
                told.nginx("timed", 10, 0.1, "GET", "/cart", "").attribute(Fields.REQUEST_ID, "r-1");
        LogEvent.Builder other =
                told.nginx("timed", 10, 0.1, "GET", "/cart", "").attribute(Fields.REQUEST_ID, "r-2");
        LogEvent.Builder copy = told.nginx("combined", 10, 0, "GET", "/cart", "");
        LogEvent.Builder second = told.nginx("combined", 10, 0, "GET", "/cart", "");
        settle(0, named, other, copy, second);
        settle(LATER);

        assertThat(found).extracting(Found::method).containsOnly(LinkMethod.ACCESS_LOG_COPY);
        assertThat(found)
                .extracting(each -> each.clue().requestId())
                .as("a log tells a request once")
                .containsExactlyInAnyOrder("r-1", "r-2");
        assertThat(found).extracting(Found::confidence).containsExactly(0.5, 1.0);
        assertThat(settle(MUCH_LATER)).as("once").isEmpty();
    }

    @Test
    void inAFloodOfOneUrlEveryLineFindsTheRequestOfItsClient() {
        int requests = 2_500;
        Stream<LogEvent.Builder> named = IntStream.range(0, requests)
                .mapToObj(i -> told.nginx("timed", 10, 0.1, "GET", "/missing", "")
                        .attribute(Fields.CLIENT_ADDRESS, "client-" + i)
                        .attribute(Fields.REQUEST_ID, "of-client-" + i));
        Stream<LogEvent.Builder> copies = IntStream.range(0, requests)
                .mapToObj(i -> told.nginx("combined", 10, 0, "GET", "/missing", "")
                        .attribute(Fields.CLIENT_ADDRESS, "client-" + (requests - 1 - i)));
        settle(0, Stream.concat(named, copies).toArray(LogEvent.Builder[]::new));
        settle(LATER);

        assertThat(found).hasSize(requests).allSatisfy(each -> {
            assertThat(each.method()).isEqualTo(LinkMethod.ACCESS_LOG_COPY);
            assertThat(each.clue().requestId())
                    .isEqualTo("of-" + each.clue().fact().text(Part.CLIENT));
            assertThat(each.confidence()).isEqualTo(1);
        });
    }

    @Test
    void fpmsLineGoesToTheRequestOfItsUrlTimeAndDuration() {
        settle(
                0,
                told.nginx("timed", 10, 0.300, "GET", "/search", "q=a").attribute(Fields.REQUEST_ID, "r-1"),
                told.nginx("timed", 10, 0.120, "GET", "/search", "q=b").attribute(Fields.REQUEST_ID, "r-2"),
                told.nginx("timed", 10, 0.301, "GET", "/list", "q=b").attribute(Fields.REQUEST_ID, "r-3"),
                told.nginx("timed", 99, 0.300, "GET", "/search", "q=b").attribute(Fields.REQUEST_ID, "r-4"),
                told.fpm(9, 0.299, "GET", "q=b"));
        settle(LATER);

        assertThat(found).singleElement().satisfies(each -> {
            assertThat(each.clue().requestId()).isEqualTo("r-3");
            assertThat(each.method()).isEqualTo(LinkMethod.URL_AND_TIME);
            assertThat(each.confidence()).isEqualTo(1);
        });
    }

    @Test
    void saysHowManyRequestsItCouldBe() {
        settle(
                0,
                told.nginx("timed", 10, 0.100, "GET", "/a", "").attribute(Fields.REQUEST_ID, "r-1"),
                told.nginx("timed", 10, 0.101, "GET", "/b", "").attribute(Fields.REQUEST_ID, "r-2"),
                told.nginx("timed", 10, 0.102, "GET", "/c", "").attribute(Fields.REQUEST_ID, "r-3"),
                told.fpm(10, 0.1, "GET", ""));

        assertThat(settle(LATER)).singleElement().satisfies(each -> {
            assertThat(each.clue().requestId()).isEqualTo("r-1");
            assertThat(each.confidence()).isEqualTo(1 / 3.0);
        });
    }

    @Test
    void waitsUntilTheAccessLogHasPassedTheLine() {
        assertThat(settle(0, told.fpm(10, 0.1, "GET", ""))).isEmpty();
        assertThat(settle(500, told.nginx("timed", 10, 0.1, "GET", "/a", "").attribute(Fields.REQUEST_ID, "r-1")))
                .isEmpty();
        assertThat(settle(2_500, told.nginx("timed", 13, 0.1, "GET", "/b", "").attribute(Fields.REQUEST_ID, "r-2")))
                .extracting(each -> each.clue().requestId())
                .containsExactly("r-1");
    }

    @Test
    void theSlowLogsStackGetsTheUrlOfTheNotice() {
        LogEvent.Builder notice = told.line("php_fpm.error", "fpm-error", 11)
                .attribute(SlowRequests.KEY, "web-1/www/77/11")
                .attribute(Fields.HTTP_METHOD, "GET")
                .attribute(Fields.URL_PATH, "/index.php")
                .attribute(Fields.URL_QUERY, "s=2")
                .attribute("php_fpm.request.elapsed", 1.2);
        LogEvent.Builder block = told.line("php_fpm.slow", "fpm-slow", 12)
                .attribute(SlowRequests.KEY, "web-1/www/77/12")
                .attribute("code.stacktrace", "usleep()");
        settle(
                0,
                notice,
                block,
                told.nginx("timed", 12, 2.1, "GET", "/slow", "s=2").attribute(Fields.REQUEST_ID, "r-1"));
        settle(LATER);

        assertThat(found).extracting(Found::method).containsExactly(LinkMethod.URL_AND_TIME, LinkMethod.FPM_REQUEST);
        assertThat(found).extracting(each -> each.clue().requestId()).containsOnly("r-1");
    }

    @Test
    void anErrorOfTheServerIsOfTheRequestThatWasUnderWay() {
        settle(
                0,
                told.nginx("timed", 12, 2.1, "GET", "/slow", "").attribute(Fields.REQUEST_ID, "r-1"),
                told.nginx("timed", 20, 0.1, "GET", "/slow", "").attribute(Fields.REQUEST_ID, "r-2"),
                told.line("nginx.error", "nginx-error", 11)
                        .attribute(Fields.HTTP_METHOD, "GET")
                        .attribute(Fields.URL_PATH, "/slow")
                        .attribute(Fields.CLIENT_ADDRESS, "203.0.113.1")
                        .attribute(Fields.ERROR_JOIN_KEY, "k"),
                told.line("php.error", "php", 11).attribute(Fields.ERROR_JOIN_KEY, "k"));
        settle(LATER);

        assertThat(found).extracting(Found::method).containsExactly(LinkMethod.URL_AND_TIME, LinkMethod.ERROR);
        assertThat(found).extracting(each -> each.clue().requestId()).containsOnly("r-1");
    }

    @Test
    void aRequestIsFoundForAnErrorThatWasHeldAgainstOthersBefore() {
        settle(
                0,
                told.nginx("timed", 9, 0.1, "GET", "/slow", "").attribute(Fields.REQUEST_ID, "r-1"),
                told.line("nginx.error", "nginx-error", 12)
                        .attribute(Fields.HTTP_METHOD, "GET")
                        .attribute(Fields.URL_PATH, "/slow"));
        for (long now = 2_000; now < 30_000; now += 1_000) {
            assertThat(settle(now)).isEmpty();
        }
        settle(30_000, told.nginx("timed", 40, 30, "GET", "/slow", "").attribute(Fields.REQUEST_ID, "r-2"));
        for (long now = 31_000; now < 70_000; now += 1_000) {
            settle(now);
        }

        assertThat(found).extracting(each -> each.clue().requestId()).containsExactly("r-2");
    }

    @Test
    void whereNothingHasAnIdTheRequestGetsThatOfItsLine() {
        LogEvent.Builder request = told.nginx("timed", 10, 0.1, "GET", "/a", "");
        LogEvent.Builder copy = told.nginx("combined", 10, 0, "GET", "/a", "");
        settle(0, request, copy, told.fpm(10, 0.1, "GET", ""));
        settle(LATER);

        String id = request.build().position().documentId();
        assertThat(found)
                .extracting(Found::method)
                .containsExactlyInAnyOrder(LinkMethod.ASSIGNED, LinkMethod.ACCESS_LOG_COPY, LinkMethod.URL_AND_TIME);
        assertThat(found).extracting(each -> each.clue().requestId()).containsOnly(id);
    }

    @Test
    void forgetsInTime() throws IOException {
        settle(0, told.nginx("timed", 10, 0.1, "GET", "/a", "").attribute(Fields.REQUEST_ID, "r-1"));
        HostLine.Format format = new HostLine.Format();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        format.write(lines.get(0), new DataOutputStream(bytes));
        HostLine copy = format.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(copy.request()).isEqualTo("r-1");
        assertThat(copy.end()).isEqualTo(lines.get(0).end());

        settle(70_000);
        assertThat(lines).isEmpty();
    }

    private List<Found> settle(long now, LogEvent.Builder... incoming) {
        List<Found> settled = new HostRequests(host, lines, now)
                .settle(Stream.of(incoming).map(ToldLines::clue).toList());
        found.addAll(settled);
        return settled;
    }
}
