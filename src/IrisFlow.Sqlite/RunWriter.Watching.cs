namespace IrisFlow.Sqlite;

/// <content>Changes from outside, and what makes two requests one.</content>
internal sealed partial class RunWriter
{
    public bool RequestCancel(string run, DateTimeOffset at)
    {
        var changed = database.Run("UPDATE runs SET cancel_requested_at = ?2 WHERE id = ?1 AND state = 'running' AND cancel_requested_at IS NULL", run, at);
        if (changed > 0)
        {
            AddEvent(run, null, "cancel-requested", null);
        }

        return changed > 0;
    }

    // In the transaction that begins the run: however many ask at once, and whoever of them dies, one run begins.
    public void Submit(string run, Submission submission)
    {
        if (new RunReader(database).Submission(submission.Key) is { } earlier)
        {
            throw new RepeatedSubmissionException(earlier.Run, earlier.Request);
        }

        database.Run("INSERT INTO submissions (idempotency_key, request, run_id) VALUES (?1, ?2, ?3)", submission.Key, submission.Request, run);
    }

    private void SaveSubmission(RunRecord run)
    {
        if (run.Submission is { } submission)
        {
            Submit(run.Id, submission);
        }
    }
}
