using System.CommandLine;
using IrisFlow.Cli.Output;
using IrisFlow.Engine.Checkpoints;
using IrisFlow.Hosting;
using IrisFlow.Hosting.Documents;
using IrisFlow.Hosting.Runs;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow data RUN STEP[.port]</c>: looks into a checkpoint, or writes it to a file.</summary>
internal static class DataCommand
{
    public static Command Create()
    {
        var id = RunArgument.Create("A run's id, its beginning, or latest.");
        var port = new Argument<string>("step") { Description = "A step, or a port of it: select.rows.", HelpName = "STEP[.PORT]" };
        var rows = new Option<int>("--rows", "-n") { Description = "How many rows to show.", DefaultValueFactory = _ => 10, HelpName = "N" };
        var output = new Option<string?>("--out", "-o") { Description = "Write all rows to a .csv or .parquet file.", HelpName = "FILE" };
        var command = new Command("data", "Look into a checkpoint, or write it to a file.") { id, port, rows, output };
        command.WorksOn((workspace, terminal, parsed) =>
        {
            var run = ShowCommand.Find(workspace, parsed.GetValue(id)!);
            var (step, found) = Find(workspace, run, parsed.GetValue(port)!);
            if (UnkeptOutputs.Of(run, workspace.Store) is var unkept && unkept.Contains(step, found))
            {
                throw unkept.Refusal(run.Id, step, found);
            }

            RemovedCheckpoints.Refuse(workspace, run, step, found);
            var table = workspace.Engine.Checkpoints.Read(found.Digest);
            if (parsed.GetValue(output) is { } file)
            {
                Write(workspace, table, file);
                if (terminal.IsJson)
                {
                    terminal.Json(json => TableJson.Write(json, run.Id, step, found, table, table, rows: 0, file));
                }

                terminal.Say($"{table.RowCount} rows of {step}.{found.Port} are in {file}.");
                return ExitCode.Done;
            }

            if (terminal.IsJson)
            {
                terminal.Json(json => TableJson.Write(json, run.Id, step, found, table, First(workspace, table, found.Digest, parsed.GetValue(rows)), parsed.GetValue(rows)));
                return ExitCode.Done;
            }

            // Before the first word: a column that is damaged says so now, and then nothing is shown.
            var head = Values.Head(First(workspace, table, found.Digest, parsed.GetValue(rows)), parsed.GetValue(rows));
            terminal.Heading($"{step}.{found.Port} of run {run.Id}: {table.RowCount} rows, {table.Schema.Count} columns");
            terminal.Block(head);
            if (table.RowCount > parsed.GetValue(rows))
            {
                terminal.Line($"  … {table.RowCount - Math.Max(0, parsed.GetValue(rows))} more; --rows N shows more, --out FILE.csv writes all");
            }

            return ExitCode.Done;
        });
        return command;
    }

    /// <exception cref="IrisFlowException">The run has no such step, or the step no such output.</exception>
    public static (string Step, OutputRecord Output) Find(Workspace workspace, RunRecord run, string name) => OutputOfRun.Find(workspace.Store, run, name);

    // Of a large checkpoint no more is read than the rows that are shown: the checksums of their pages hold them to what was written,
    // while proving the digest of a column would take all of it.
    private static Table First(Workspace workspace, Table table, Digest digest, int rows)
    {
        if (table.RowCount <= Table.BatchRows || rows > Table.BatchRows)
        {
            return table;
        }

        var checkpoints = workspace.Engine.Checkpoints;
        var source = workspace.Formats.Named("parquet").Open(checkpoints.PathOf(workspace.Store.FindObject(digest)!));
        return source.ReadBatches([.. Enumerable.Range(0, source.Schema.Count)]).First();
    }

    private static void Write(Workspace workspace, Table table, string file)
    {
        var format = workspace.Formats.For(file);
        var temporary = file + ".part";
        try
        {
            using (var stream = File.Create(temporary))
            using (var writer = format.Create(stream, table.Schema))
            {
                foreach (var batch in table.Batches())
                {
                    writer.Write(batch);
                }

                writer.Finish(table.Metadata);
            }

            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new IrisFlowException(new Finding("IF304", $"The file can't be written: {problem.Message}") { File = file }, ExitCode.Usage, problem);
        }
        catch (IrisFlowException)
        {
            // The checkpoint turned out damaged on the way: what was written of it is nobody's.
            File.Delete(temporary);
            throw;
        }
    }
}
