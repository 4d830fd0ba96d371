package io.follow.gateway.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.web.servlet.error.DefaultErrorAttributes;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.WebRequest;

/** Gives errors that no route answers, such as an unknown path, the form of all others: code and message. */
@Component
class ContractErrors extends DefaultErrorAttributes {

    @Override
    public Map<String, Object> getErrorAttributes(WebRequest request, ErrorAttributeOptions options) {
        Object status = super.getErrorAttributes(
                        request, ErrorAttributeOptions.of(ErrorAttributeOptions.Include.STATUS))
                .get("status");
        HttpStatus found = status instanceof Integer code ? HttpStatus.resolve(code) : null;
        HttpStatus answer = found == null ? HttpStatus.INTERNAL_SERVER_ERROR : found;
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("code", answer.name());
        body.put("message", answer.getReasonPhrase());
        return body;
    }
}
