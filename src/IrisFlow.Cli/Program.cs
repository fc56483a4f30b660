using IrisFlow.Cli;

return await IrisFlowCommand.InvokeAsync(args);
