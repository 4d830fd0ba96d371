package io.follow.gateway.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Formats errors that no route handles, such as an unknown path, like all other errors: code and message. */
@RestController
class ContractErrors implements ErrorController {

    @RequestMapping("${server.error.path:/error}")
    ResponseEntity<Map<String, String>> answer(HttpServletRequest request) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        // Without a status, a client has requested the error path itself.
        HttpStatus found = status instanceof Integer code ? HttpStatus.resolve(code) : HttpStatus.NOT_FOUND;
        HttpStatus answer = found == null ? HttpStatus.INTERNAL_SERVER_ERROR : found;
        Map<String, String> body = new LinkedHashMap<>();
        body.put("code", answer.name());
        body.put("message", answer.getReasonPhrase());
        return ResponseEntity.status(answer)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }
}
