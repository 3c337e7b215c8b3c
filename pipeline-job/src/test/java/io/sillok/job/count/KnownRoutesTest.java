package io.sillok.job.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownRoutesTest {

    private final KnownRoutes known = new KnownRoutes();

    @Test
    void takesPathsThatNoSpanHadByTheFormOfTheRoute() {
        learn("", "/products/{id}");
        learn("", "/products/new");
        learn("", "/users/{user}/orders/{order}");

        assertThat(known.route("/products/{id}")).contains("/products/{id}");
        assertThat(known.route("/products/red-shoes")).contains("/products/{id}");
        assertThat(known.route("/products/new")).contains("/products/new");
        assertThat(known.route("/users/{id}/orders/{id}")).contains("/users/{user}/orders/{order}");
        assertThat(known.route("/users/{id}")).isEqualTo(Optional.empty());
    }

    @Test
    void aRouteThatTakesAnythingTakesWhatSpansSaidItTook() {
        learn("/about", "/{page}");

        assertThat(known.route("/about")).contains("/{page}");
        assertThat(known.route("/robots.txt")).isEqualTo(Optional.empty());
    }

    @Test
    void theLastPartMayBeMissingWhereTheRouteSaysSo() {
        learn("", "/list/{page?}");

        assertThat(known.route("/list")).contains("/list/{page?}");
        assertThat(known.route("/list/{id}")).contains("/list/{page?}");
        assertThat(known.route("/list/{id}/more")).isEqualTo(Optional.empty());
    }

    @Test
    void tellsWhatIsNew() {
        assertThat(known.learn(new RouteFact("shop", "/a", "/a"))).isTrue();
        assertThat(known.learn(new RouteFact("shop", "/a", "/a"))).isFalse();
        assertThat(known.learn(new RouteFact("shop", "/b", "/a"))).isTrue();
    }

    private void learn(String path, String route) {
        known.learn(new RouteFact("shop", path, route));
    }
}
