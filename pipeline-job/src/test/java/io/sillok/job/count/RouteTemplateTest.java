package io.sillok.job.count;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTemplateTest {

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/products, /products",
        "/products/17, /products/{id}",
        "/api/v2/orders/42/items, /api/v2/orders/{id}/items",
        "/u/0b6b5d6e-1c0f-4f3a-9d8e-2b1a3c4d5e6f, /u/{id}",
        "/reset/1c7130e4808ae7562de04dbb1d47a81b, /reset/{id}",
        "/facade, /facade",
        "/blog/ten-ways-to-cook-rice, /blog/{id}",
        "/static/img-7.png, /static/{id}",
        "/checkout/step-2, /checkout/step-2",
        "/static/img-1234.png, /static/{id}",
        "/users/<email>, /users/{id}",
        "/legacy/index.php, /legacy/index.php",
        "/trailing/, /trailing/",
        "*, other",
        "'', other"
    })
    void keepsWhatRequestsHaveInCommon(String path, String route) {
        assertThat(RouteTemplate.of(path)).isEqualTo(route);
    }
}
