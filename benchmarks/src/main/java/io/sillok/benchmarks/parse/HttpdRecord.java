package io.sillok.benchmarks.parse;

import java.util.HashMap;
import java.util.Map;
import nl.basjes.parse.core.Field;

/** What httpdlog-parser, which calls setters, writes into: the fields that grok's pattern has. */
public final class HttpdRecord {

    private final Map<String, String> fields = new HashMap<>();

    @Field({
        "IP:connection.client.host",
        "NUMBER:connection.client.logname",
        "STRING:connection.client.user",
        "TIME.STAMP:request.receive.time",
        "HTTP.METHOD:request.firstline.method",
        "HTTP.URI:request.firstline.uri",
        "HTTP.PROTOCOL_VERSION:request.firstline.protocol",
        "STRING:request.status.last",
        "BYTESCLF:response.body.bytes",
        "HTTP.URI:request.referer",
        "HTTP.USERAGENT:request.user-agent"
    })
    public void set(String name, String value) {
        fields.put(name, value);
    }

    void clear() {
        fields.clear();
    }

    int size() {
        return fields.size();
    }
}
