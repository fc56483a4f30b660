using System.Text.Json;
using IrisFlow.Engine.Checkpoints;
using IrisFlow.Hosting;

namespace IrisFlow.Server.Checkpoints.Views;

/// <summary>What there is to look at in a checkpoint beside its rows. Plots are data: who looks draws them.</summary>
internal static class CheckpointView
{
    // A report is as large as there are classes; what is larger is rows, whatever its columns are called.
    private const int MostReportRows = 100_000;

    /// <summary>Writes the view of a checkpoint, which is read and proven for that.</summary>
    /// <exception cref="IrisFlowException">It is damaged, or a model of a kind that this program does not know.</exception>
    public static Action<Utf8JsonWriter> Of(Workspace workspace, CheckpointGlance glance)
    {
        var digest = glance.Stored.Digest;
        var kind = workspace.Store.Makers(digest, 1) is [var made] ? made.Output.Kind : Table.Kind;
        Table Whole() => workspace.Engine.Checkpoints.Read(digest);
        if (kind == Model.Kind)
        {
            var model = Model.FromTable(Whole(), workspace.Catalog);
            return json => ModelJson.Write(json, model);
        }

        if (kind == Metrics.Kind)
        {
            var metrics = Metrics.FromTable(Whole(), workspace.Catalog);
            return json => MetricsJson.Write(json, metrics);
        }

        if (glance.RowCount > MostReportRows || !(ConfusionJson.Fits(glance.Schema) || CurvesJson.Fits(glance.Schema)))
        {
            return Rows;
        }

        var table = Whole().Load();
        return ConfusionJson.Fits(table.Schema) ? json => ConfusionJson.Write(json, table) : json => CurvesJson.Write(json, table);
    }

    private static void Rows(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("kind", "table");
        json.WriteEndObject();
    }
}
