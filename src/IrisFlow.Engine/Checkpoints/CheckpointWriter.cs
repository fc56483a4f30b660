using System.Collections.Immutable;
using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Checkpoints;

/// <summary>Writes a checkpoint batch by batch into a temporary file and finds its digest on the way. A writer that is disposed before its end leaves nothing behind.</summary>
internal sealed class CheckpointWriter : TableWriter
{
    private readonly string _temporary;
    private readonly Doors _doors;
    private readonly Func<Exception, string, IrisFlowException> _problem;
    private readonly TableDigester _digester;
    private readonly FileStream _file;
    private readonly HashingStream _stream;
    private readonly TableWriter _rows;
    private bool _isBroken;

    /// <param name="format">How it is written.</param>
    /// <param name="schema">The columns.</param>
    /// <param name="temporary">The path.</param>
    /// <param name="doors">The disk.</param>
    /// <param name="problem">Makes the finding for what the disk does not take.</param>
    /// <param name="cancellation">Ends the work.</param>
    public CheckpointWriter(
        TableFormat format, Schema schema, string temporary, Doors doors, Func<Exception, string, IrisFlowException> problem, CancellationToken cancellation)
        : base(schema)
    {
        (_temporary, _doors, _problem, _digester) = (temporary, doors, problem, new(schema));
        try
        {
            _file = doors.Files.Create(temporary);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Delete(doors.Files, temporary);
            throw problem(error, temporary);
        }

        _stream = new(doors.Files, _file.SafeFileHandle);
        _rows = format.Create(_stream, schema, cancellation);
    }

    /// <summary>The file, once it is finished: complete, synced, and still under its temporary name.</summary>
    public StagedObject? Staged { get; private set; }

    /// <summary>Deletes a file if that can be done now.</summary>
    public static void Delete(IFileOps files, string path)
    {
        try
        {
            files.Delete(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // It is in the folder of temporary files, where it is found in time.
        }
    }

    protected override void WriteRows(Table batch) => Guarded(() =>
    {
        // Beside the encoding. Below this size a thread costs more than it gives.
        var hashing = Task.CompletedTask;
        if ((long)batch.RowCount * Schema.Count >= ColumnDigests.WorthThreads)
        {
            hashing = Task.Run(() => _digester.Append(batch));
        }
        else
        {
            _digester.Append(batch);
        }

        try
        {
            _rows.Write(batch);
        }
        finally
        {
            hashing.GetAwaiter().GetResult();
        }
    });

    protected override void WriteEnd(ImmutableSortedDictionary<string, string> metadata) => Guarded(() =>
    {
        var columns = _digester.Finish();
        _rows.Finish(metadata.SetItem(TableDigest.ColumnsEntry, columns.ToString()));
        _rows.Dispose();
        var hash = _stream.Finish();
        var length = _stream.Length;
        _doors.Pass(Phase.BeforeSync);
        _doors.Files.Sync(_file.SafeFileHandle, _temporary);
        _doors.Pass(Phase.AfterSync);
        _file.Dispose();
        var digest = TableDigest.Of(Schema, RowCount, metadata, columns);
        var stamp = CheckpointStore.StampOf(_temporary, length, _doors);
        Staged = new(new(digest, CheckpointStore.NameOf(digest, hash), length, hash, stamp, RowCount, SchemaText.Write(Schema)), _temporary);
    });

    protected override void Dispose(bool disposing)
    {
        _rows.Dispose();
        _stream.Dispose();
        _file.Dispose();
        _digester.Dispose();
        if (Staged is null)
        {
            Delete(_doors.Files, _temporary);
        }

        base.Dispose(disposing);
    }

    private void Guarded(Action write)
    {
        // After an error the file must not be trusted, whatever whoever writes makes of it.
        ObjectDisposedException.ThrowIf(_isBroken, this);
        try
        {
            _isBroken = true;
            write();
            _isBroken = false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw _problem(error, _temporary);
        }
    }
}
