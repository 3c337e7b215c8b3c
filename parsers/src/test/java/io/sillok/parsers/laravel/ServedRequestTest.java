package io.sillok.parsers.laravel;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.EventPosition;
import io.sillok.model.Fields;
import io.sillok.model.FileId;
import io.sillok.model.LogEvent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServedRequestTest {

    @ParameterizedTest
    @CsvSource({
        // what Laravel's Route::uri() gives
        "route,      orders/{order},              /orders/{order}",
        "route,      /orders/{order}/,            /orders/{order}",
        "uri,        api/orders/{order}/items,    /api/orders/{order}/items",
        "route,      posts/{post:slug},           /posts/{post:slug}",
        "route,      list/{page?},                /list/{page?}",
        "route,      files/{name}.{type},         /files/{name}.{type}",
        "route_uri,  checkout,                    /checkout",
        "route_uri,  /,                           /",
        "http.route, /v1/oauth2/token,            /v1/oauth2/token",
        "http_route, password/reset/{token},      /password/reset/{token}",
        // its name, its action, one request's path
        "route,      orders.show,                 ''",
        "route,      login,                       ''",
        "route,      orders/17,                   ''",
        "route,      /orders/17,                  ''",
        "http.route, /orders/17,                  ''",
        "route_uri,  users/3fa85f64-5717-4562-b3fc-2c963f66afa6, ''",
        "route,      App\\Http\\Controllers\\OrderController@show, ''",
        "route,      GET orders/{order},          ''",
        "route,      'orders/{order}?page=2',     ''",
        "route,      orders/{or der},             ''",
        "route,      orders/{order,               ''",
        "route,      '{\"a\":1}',                 ''",
        "uri,        /orders/{x},                 ''",
        "route_name, orders/{order},              ''",
        "action,     orders/{order},              ''",
    })
    void tellsTheTemplateFromWhatElseIsLoggedUnderItsName(String key, String value, String route) {
        assertThat(text(told(Map.of(key, value), Map.of()), Fields.HTTP_ROUTE)).isEqualTo(route);
        assertThat(text(told(Map.of(), Map.of(key, value)), Fields.HTTP_ROUTE)).isEqualTo(route);
    }

    @ParameterizedTest
    @CsvSource({
        "url,           https://shop.example/orders/17?page=2,  /orders/17",
        "url,           https://shop.example,                   /",
        "url,           /orders/17?token=a#top,                 /orders/17",
        "uri,           /orders/17,                             /orders/17",
        "request_uri,   /orders/17?x=1,                         /orders/17",
        "full_url,      http://127.0.0.1:8000/orders/17,        /orders/17",
        "url,           orders/17,                              ''",
        "url,           '/not a path',                          ''",
        "url,           '?page=2',                              ''",
    })
    void takesThePathOutOfTheUrlOfTheRequest(String key, String value, String path) {
        LogEvent event = told(Map.of(), Map.of(key, value));

        assertThat(text(event, Fields.URL_PATH)).isEqualTo(path);
        assertThat(text(event, Fields.HTTP_ROUTE)).isEmpty();
    }

    @Test
    void looksIntoMaps() {
        LogEvent event = told(
                Map.of("http", Map.of("url", "https://shop.example/orders/17")),
                Map.of("route", Map.of("uri", "orders/{order}", "name", "orders.show", "action", "Closure")));

        assertThat(text(event, Fields.HTTP_ROUTE)).isEqualTo("/orders/{order}");
        assertThat(text(event, Fields.URL_PATH)).isEqualTo("/orders/17");
    }

    /** It may be that of a call to somebody else, or of a file. */
    @Test
    void believesAnUrlInTheContextIfItIsOneOfTheRoutes() {
        Map<String, Object> served = Map.of("route", "orders/{order}", "url", "https://shop.example/orders/17");
        Map<String, Object> call = Map.of("route", "orders/{order}", "url", "https://api.stripe.example/v1/charges");

        assertThat(text(told(served, Map.of()), Fields.URL_PATH)).isEqualTo("/orders/17");
        assertThat(text(told(call, Map.of()), Fields.URL_PATH)).isEmpty();
        assertThat(text(told(call, Map.of()), Fields.HTTP_ROUTE)).isEqualTo("/orders/{order}");
        assertThat(text(told(Map.of("path", "/var/www/shop/storage/a.pdf"), Map.of()), Fields.URL_PATH))
                .isEmpty();
    }

    @Test
    void aClientThatAsksForWhatLooksLikeATemplateNamesNoRoute() {
        LogEvent forged = told(Map.of("uri", "orders/{x}", "url", "https://shop.example/orders/{x}"), Map.of());
        assertThat(text(forged, Fields.HTTP_ROUTE)).isEmpty();

        LogEvent inExtra = told(Map.of("route", "orders/{x}"), Map.of("url", "/orders/{x}"));
        assertThat(text(inExtra, Fields.HTTP_ROUTE)).isEmpty();
        assertThat(text(inExtra, Fields.URL_PATH)).isEqualTo("/orders/{x}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"route", "url", "http.route", "request_uri"})
    void takesWhateverElseStandsThereForNothing(String key) {
        for (Object value : List.of(7L, 1.5, true, List.of("orders/{order}"), "", " ", "{", "/".repeat(9000))) {
            assertThat(told(Map.of(key, value), Map.of(key, value)).attributes())
                    .isEmpty();
        }
        Map<String, Object> withNull = new HashMap<>();
        withNull.put(key, null);
        assertThat(told(withNull, withNull).attributes()).isEmpty();
        Map<String, Object> deep = Map.of(key, "{a}");
        for (int i = 0; i < 60; i++) {
            deep = Map.of("in", deep);
        }
        assertThat(told(deep, deep).attributes()).isEmpty();
    }

    @Test
    void whatIsShortTakesNoLongTime() {
        for (String hostile :
                List.of("a".repeat(199), "{a}".repeat(66), "a/".repeat(100), "{".repeat(200), "(".repeat(200))) {
            told(Map.of("route", hostile, "http.route", hostile), Map.of("url", hostile));
        }
        Map<String, Object> many = new LinkedHashMap<>();
        for (int i = 0; i < 10_000; i++) {
            many.put("key" + i, "/orders/" + i);
        }
        assertThat(told(many, many).attributes()).isEmpty();
    }

    private static LogEvent told(Map<String, Object> context, Map<String, Object> extra) {
        LogEvent.Builder event = LogEvent.at(new EventPosition(FileId.of("a"), 0, 0));
        ServedRequest.of(context, extra).addTo(event);
        return event.build();
    }

    private static String text(LogEvent event, String attribute) {
        return event.text(attribute).orElse("");
    }
}
