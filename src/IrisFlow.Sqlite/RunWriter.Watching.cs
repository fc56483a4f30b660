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
    private void SaveSubmission(RunRecord run)
    {
        if (run.Submission is not { } submission)
        {
            return;
        }

        if (new RunReader(database).Submission(submission.Key) is { } earlier)
        {
            throw new RepeatedSubmissionException(earlier.Run, earlier.Request);
        }

        database.Run("UPDATE runs SET idempotency_key = ?2, idempotency_request = ?3 WHERE id = ?1", run.Id, submission.Key, submission.Request);
    }
}
