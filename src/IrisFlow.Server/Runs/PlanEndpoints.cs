using IrisFlow.Engine.Plan;
using IrisFlow.Hosting.Documents;
using IrisFlow.Hosting.Runs;
using IrisFlow.Server.Access;
using IrisFlow.Server.Conditions;
using IrisFlow.Server.Description;
using IrisFlow.Server.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IrisFlow.Server.Runs;

/// <summary>Plans: what a run would do, step by step. Nothing runs.</summary>
internal sealed class PlanEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder api) =>
        // A value to set may name any file of this machine, so a plan is for who may run it. It changes nothing, so it is not on record.
        api.MapPost("/plans", MakeAsync).WithMetadata(new RouteAccess(Role.Operator, false)).WithName("makePlan").WithSummary("What a run would do and why, and the command line that does it. Nothing runs.").Takes<AskedPlan>().Gives("api-plan");

    private static async Task<IResult> MakeAsync(HttpContext context, LiveWorkspace live)
    {
        var asked = await Requests.ReadAsync<AskedPlan>(context);
        if (asked.Definition is not null)
        {
            Caller.Of(context).Demand(Role.Editor);
        }

        var workspace = live.Current;
        var plan = workspace.Engine.Plan(RunRequests.Of(asked, workspace));
        var estimate = workspace.Engine.Estimate(plan);
        var explain = workspace.Engine.Explain(plan);
        return new Document(json => PlanJson.Write(json, plan, estimate, explain, [], more =>
        {
            more.WriteString("command", plan.Request.Command);
            more.WriteString("etag", ETags.Of([plan.Workflow, .. plan.Steps.Select(State)]));
        }));
    }

    // What has to be the same for a run to do what the plan says.
    private static string State(PlannedStep step) => $"{step.Name} {step.Decision} {step.Key} {step.Bound.Code} {step.Bound.Parameters().ToJsonString()} {string.Join(' ', step.Outputs.Select(o => o.Digest.Hex))}";
}
