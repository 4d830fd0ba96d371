package io.follow.gateway.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Formats errors of requests that reach no servlet, such as a malformed request line, like all other errors: code and
 * message. Tomcat creates it by its name.
 */
public final class ContractErrorReport extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        // As in the class above: a response that has begun, or that somebody else has written, stays as it is.
        if (status < HttpStatus.BAD_REQUEST.value()
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        HttpStatus known = HttpStatus.resolve(status);
        HttpStatus answer = known == null ? HttpStatus.INTERNAL_SERVER_ERROR : known;
        boolean malformed = answer == HttpStatus.BAD_REQUEST;
        String code = malformed ? "MALFORMED_REQUEST" : answer.name();
        String message = malformed
                ? "the request line or a header is malformed or too long; expected HTTP/1.1 with an encoded path"
                : answer.getReasonPhrase();
        try {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.setCharacterEncoding("UTF-8");
            SafeHeaders.addTo(response);
            response.getReporter()
                    .write("{\"code\":\"" + code + "\",\"message\":\""
                            + new String(JsonStringEncoder.getInstance().quoteAsString(message)) + "\"}");
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            // The client is gone.
            container.getLogger().debug("an error was not reported", e);
        }
    }
}
