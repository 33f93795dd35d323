package io.datachat.server.problems;

import io.datachat.apex.problem.ProblemCode;

/// What can be wrong with a call over HTTP, apart from what it asks.
public enum ServerCode implements ProblemCode {
    NO_SUCH_ADDRESS(
            "HT001",
            404,
            "There is nothing at this address",
            "docs/http.md lists all addresses; `/` is a page to try them."),
    WRONG_METHOD("HT002", 405, "This address wants another method", "The `Allow` header lists the methods."),
    WRONG_CONTENT_TYPE(
            "HT003", 415, "The body has the wrong content type", "Send JSON with `Content-Type: application/json`."),
    TOO_LARGE(
            "HT004",
            413,
            "The body is too large",
            "A request may have one mebibyte. Split long value lists into several requests."),
    FOREIGN_ORIGIN(
            "HT005",
            403,
            "The call comes from elsewhere",
            "Without users configured DataChat only answers this machine: the `Host` must be a loopback name, and a"
                    + " page of another origin may not call it."),
    WRONG_TOKEN(
            "HT006",
            401,
            "The token is not this server's",
            "The token is in `.datachat/server.json` of the project; a restarted server has a new one."),
    UNEXPECTED(
            "HT007",
            500,
            "Something broke in DataChat",
            "The log of the server has the details under the number that the message names."),
    NOT_ACCEPTABLE(
            "HT008",
            406,
            "The answer does not exist in the form asked for",
            "Answers come as `application/json` or `text/csv`."),
    BAD_PARAMETER("HT009", 400, "A parameter of the address is wrong", "The message says what is expected."),
    UNKNOWN_DATAPOINT("HT010", 404, "Unknown DataPoint", "`GET /api/v1/datapoints` lists all."),
    UNKNOWN_TYPE("HT011", 404, "Unknown type of DataPoint", "The choices are the nearest types."),
    NOT_LOOPBACK(
            "HT013",
            409,
            "Refused to listen beyond this machine",
            "Without users anybody who reaches another address would be administrator. Add users with `datachat user"
                    + " add` (docs/users.md), or listen on 127.0.0.1."),
    PORT_TAKEN("HT014", 409, "The port is taken", "Stop the other program, or use `--port 0` for any free port."),
    ALREADY_RUNNING("HT015", 409, "A server of this project is already running", "Use it, or stop it first."),
    MALFORMED("HT016", 400, "The call cannot be read", "The message says what is wrong."),
    NO_KEY(
            "HT017",
            401,
            "The call needs a key",
            "This server has users. Send `Authorization: Bearer` with a key; an administrator makes one with `datachat"
                    + " user key create NAME`. The command sends the one in `DATACHAT_API_KEY`."),
    WRONG_KEY(
            "HT018",
            401,
            "The key is not valid",
            "It is unknown, expired or revoked; DataChat does not say which. An administrator makes a new one."),
    ADMINISTRATORS_ONLY(
            "HT019", 403, "For administrators only", "Ask an administrator, or be made one: docs/users.md."),
    TOO_OFTEN(
            "HT020",
            429,
            "Too many questions a minute",
            "`Retry-After` says when to ask again. `limits: per_minute` in datachat.yaml, also for single roles, allows"
                    + " more."),
    TOO_MANY_AT_ONCE(
            "HT021",
            429,
            "Too many questions at once",
            "Wait for an answer before you ask again. `limits: concurrent` in datachat.yaml, also for single roles,"
                    + " allows more."),
    WRONG_SIGNED_TOKEN(
            "HT022",
            401,
            "The token is not valid",
            "It must be signed with a public-key algorithm by the issuer of `server.tokens`, for its audience, and not"
                    + " be expired (docs/users.md)."),
    NO_ISSUER_KEYS(
            "HT023",
            503,
            "The issuer's keys cannot be read",
            "`server.tokens.keys` in datachat.yaml says where they are; the log of the server says what failed. API"
                    + " keys work meanwhile.");

    private final String id;
    private final int status;
    private final String title;
    private final String help;

    ServerCode(String id, int status, String title, String help) {
        this.id = id;
        this.status = status;
        this.title = title;
        this.help = help;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String help() {
        return help;
    }

    @Override
    public int status() {
        return status;
    }
}
