package io.sillok.parsers.fpm;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;

/** Method and target as FPM has them; behind a front controller the target is the controller's. */
final class FpmRequest {

    private FpmRequest() {}

    static void target(LogEvent.Builder event, String method, String target) {
        int question = target.indexOf('?');
        if (!method.equals("-")) {
            event.attribute(Fields.HTTP_METHOD, method);
        }
        event.attribute(Fields.URL_PATH, question < 0 ? target : target.substring(0, question));
        if (question >= 0) {
            event.attribute(Fields.URL_QUERY, target.substring(question + 1));
        }
    }
}
