package io.sillok.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RouteTemplatesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/products/{id}          | /products/[^/]+",
                "/users/{user}/edit      | /users/[^/]+/edit",
                "/posts/{slug?}          | /posts(/[^/]+)?",
                "/files/{name}.{ext}     | /files/[^/]+\\.[^/]+",
                "/a+b/{x}                | /a\\+b/[^/]+",
                "/{any}                  | /[^/]+",
            })
    void areRegularExpressionsOfPaths(String template, String regexp) {
        assertThat(RouteTemplates.regexp(template)).isEqualTo(regexp);
    }

    @ParameterizedTest
    @CsvSource({
        "/, true",
        "/cart, true",
        "cart, true",
        "/products/{id}, true",
        "/{shop}/cart, true",
        "/{page}, false",
        "{any?}, false",
        "/{a}/{b}.{c}, false",
        "//{a}//, false"
    })
    void aRouteOfParametersOnlyHasNoFixedPart(String template, boolean fixed) {
        assertThat(RouteTemplates.hasFixedPart(template)).isEqualTo(fixed);
    }

    @Test
    void putTheMoreSpecificFirst() {
        List<String> order = new ArrayList<>();
        new RouteTemplates(List.of("/products/{id}", "/{a}/{b}", "/products/new"))
                .filters()
                .fieldNames()
                .forEachRemaining(order::add);
        assertThat(order).containsExactly("/products/new", "/products/{id}", "/{a}/{b}");
    }
}
