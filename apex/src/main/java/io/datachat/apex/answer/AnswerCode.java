package io.datachat.apex.answer;

import io.datachat.apex.problem.ProblemCode;

/// What can be wrong with an answer that was written by another DataChat.
public enum AnswerCode implements ProblemCode {
    NOT_AN_ANSWER(
            "AN001",
            "The text is not an answer of DataChat",
            "Something else answered, or the answer broke off. Ask again; `datachat serve` logs what happened.");

    private final String id;
    private final String title;
    private final String help;

    AnswerCode(String id, String title, String help) {
        this.id = id;
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
        return 502;
    }
}
