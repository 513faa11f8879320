import{t as e}from"./rolldown-runtime-DK3Fl9T5.js";import{B as t,H as n,M as r,R as i,S as a,V as o,W as s,a as c,c as l,d as ee,f as u,h as d,j as f,r as p,t as m,x as h,z as g}from"./lit-ByipWQVB.js";import{C as te,E as ne,G as _,H as v,M as y,R as b,T as x,V as S,W as C,_ as w,b as T,g as re,m as E,p as ie,w as ae,x as oe}from"./shared-B_kjcvt3.js";import{ct as D,st as se}from"./icons-Cr88j4gc.js";import{A as O,C as k,L as A,Q as j,R as M,S as N,V as P,Y as F,j as I,q as L,v as R,z}from"./parts-BS337TDt.js";import{n as B}from"./hass-DRdHpkvh.js";var V=class extends E{shouldUpdate(){if(!super.shouldUpdate())return!1;let e=x(this.hass.language);return ae(this.area,e)?!0:(ne(this.area,e).then(()=>this.requestUpdate(),()=>void 0),!1)}},H=s` :host{display:block;block-size:100%}section{display:flex;flex-direction:column;gap:var(--ht-space-2);block-size:100%;padding:var(--ht-space-4);border:var(--ha-card-border-width,1px) solid var(--ha-card-border-color,var(--ht-line));border-radius:var(--ht-radius);background:var(--ht-surface)}h2{margin:0;font-size:var(--ht-size-16);font-weight:500;line-height:1.35}`,U=class extends t{constructor(...e){super(...e),this.connected=!0,this.stops=!1}static{this.styles=[v,s` :host{display:block}.dish{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:var(--ht-space-2) var(--ht-space-4);min-block-size:56px;padding-block:var(--ht-space-2)}.dish + .dish{border-block-start:1px solid var(--ht-line)}.words{flex:1 1 12em;min-inline-size:0}p{margin:0;line-height:1.4;overflow-wrap:anywhere}.quiet{color:var(--ht-text-2)}.step{display:-webkit-box;font-size:var(--ht-size-20);line-height:1.35;overflow:hidden;-webkit-box-orient:vertical;-webkit-line-clamp:3}.numbers,.buttons{display:flex;flex-wrap:wrap;align-items:center;gap:var(--ht-space-2) var(--ht-space-3)}.buttons{justify-content:space-between;padding-block-start:var(--ht-space-2)}`]}render(){let{locale:e,session:t}=this,r=z(t);return n`${t.dishes.map(e=>this.renderDish(e))}
<div class="buttons">
<ht-button kind="primary" .icon=${l} label=${e.t(`today_cook_mode`)} @click=${()=>this.dispatchEvent(new Event(`open`))}
></ht-button>
${this.stops&&r.length>0?n`<ht-stop-button .hass=${this.hass} .locale=${e} .burners=${r} .on=${M(this.burners,r)} .connected=${this.connected} .name=${t.name}
></ht-stop-button>`:o}
</div>`}renderDish(e){let{locale:t}=this,r=e.burner_id===null?void 0:this.burners.burners[e.burner_id],i=r===void 0?null:b(r),a=e.phase===`planned`&&e.begins_at!==null?t.t(`today_begins_at`,{time:F(this.hass,e.begins_at)}):t.t(`step_of`,{step:Math.min(e.step+1,e.steps),steps:e.steps});return n`<div class="dish">
<div class="words">
<p><b dir="auto">${e.name}</b> <span class="quiet">${a}</span></p>
<p class="step" dir="auto">${e.step_text??e.next_text??``}</p>
${P(e)?n`<ht-label tone="heat" .icon=${d} .text=${t.t(`today_hands`)}></ht-label>`:o}
</div>
<div class="numbers">
${i===null?o:n`<ht-label .icon=${f} .text=${t.temperature(i)}></ht-label>`}
${e.step_ends_at===null?o:n`<ht-countdown .endsAt=${e.step_ends_at} .clock=${this.clock} .locale=${t}></ht-countdown>`}
</div>
</div>`}};S([g({attribute:!1})],U.prototype,`hass`,void 0),S([g({attribute:!1})],U.prototype,`locale`,void 0),S([g({attribute:!1})],U.prototype,`clock`,void 0),S([g({attribute:!1})],U.prototype,`session`,void 0),S([g({attribute:!1})],U.prototype,`burners`,void 0),S([g({type:Boolean})],U.prototype,`connected`,void 0),S([g({type:Boolean})],U.prototype,`stops`,void 0),U=S([_(`ht-session-tile`)],U);var ce=e({CookingCard:()=>W}),W=class extends V{constructor(...e){super(...e),this.area=`today`,this.config={type:``}}static{this.styles=[C,v,H]}setConfig(e){this.config=e}used(e){return[e.sessions,e.burners]}isReady(){return this.feeds.sessions.status!==`loading`}render(){let{locale:e,feeds:t}=this;if(e===void 0)return o;let r=this.config.name||e.t(`cooking_now`);return n`<section aria-label=${r}>
${this.config.name===``?o:n`<h2>${r}</h2>`} ${this.renderBody(t)}
</section>`}renderBody(e){let{locale:t}=this;if(t===void 0)return o;let{status:r,value:i}=e.sessions;if(r===`loading`)return n`<ht-label .text=${t.t(`loading`)}></ht-label>`;let a=Object.values(i.sessions),s=this.hass.connected!==!1&&this.hass.connection.connected;return r===`missing`||a.length===0?n`<ht-empty-state .icon=${l} heading=${t.t(r===`missing`?`integration_missing`:`cooking_none`)} text=${r===`missing`?t.t(`integration_missing_text`):``}
>
<ht-button label=${t.t(`today_choose`)} @click=${()=>j(`/hearthtech/recipes`)}></ht-button>
</ht-empty-state>`:n`${s?o:n`<ht-label .icon=${u} tone="fault" .text=${t.t(`offline`)}></ht-label>`}
${a.map(r=>n`<ht-session-tile
stops .hass=${this.hass} .locale=${t} .clock=${e.clock} .session=${r} .burners=${e.burners.value} .connected=${s} @open=${()=>j(`/hearthtech/cook/${encodeURIComponent(r.id)}`)}
></ht-session-tile>`)}`}};S([i()],W.prototype,`config`,void 0),W=S([_(`hearthtech-cooking-card-content`)],W);var G=60,K=class extends V{constructor(...e){super(...e),this.failed=``,this.reading=new w,this.soon=new re(()=>this.read(),G),this.asked=``}asksFor(){return``}get connected(){return this.hass.connected!==!1&&this.hass.connection.connected}used(e){return[e.changes]}isReady(){return this.value!==void 0}disconnectedCallback(){super.disconnectedCallback(),this.soon.stop(),this.reading.drop(),this.unfollow?.(),this.unfollow=void 0,this.asked=``}hassChanged(){this.asked!==``&&this.asked!==this.question()&&this.requestUpdate()}willUpdate(){if(!this.isConnected)return;this.unfollow??=this.feeds.changes.on(e=>{(e.type===`kitchen`?e.loaded:this.changedBy.test(e.kind??``))&&this.soon.ask()});let e=this.question();e!==this.asked&&(this.asked=e,this.read())}read(){return this.reading.of(this.ask(),e=>{this.value=e,this.failed=``},e=>void this.fail(e))}async fail(e){let{locale:t}=this;t!==void 0&&this.connected&&(this.failed=t.t(`failed`,{reason:await oe(this.hass,t,e)}))}question(){return`${this.connected} ${this.hass.language} ${this.asksFor()}`}};S([i()],K.prototype,`value`,void 0),S([i()],K.prototype,`failed`,void 0);function q(e){let t=typeof e==`string`&&e.trim()!==``?Number(e):e;return typeof t!=`number`||!Number.isFinite(t)?3:Math.min(Math.max(Math.round(t),1),14)}function le(e,t,n){return Array.from({length:n},(e,n)=>R(t,n)).map(t=>({day:t,meals:e.filter(e=>e.day===t).sort((e,t)=>e.time.localeCompare(t.time)||e.id.localeCompare(t.id))})).filter(({day:e,meals:n})=>e===t||n.length>0)}var ue=e({MealsCard:()=>J}),J=class extends K{constructor(...e){super(...e),this.area=`today`,this.changedBy=/^(meal_|household_|person_|recipe_(changed|erased|restored))/,this.config={type:``}}static{this.styles=[C,v,H,s` h3{margin:var(--ht-space-2) 0 0;font-size:var(--ht-size-14);font-weight:500;color:var(--ht-text-2)}ul{margin:0;padding:0;list-style:none}li{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:var(--ht-space-2) var(--ht-space-3);min-block-size:56px}li + li{border-block-start:1px solid var(--ht-line)}li > div{flex:1 1 8em;min-inline-size:0;line-height:1.4;overflow-wrap:anywhere}p{margin:0;line-height:1.4}.quiet{color:var(--ht-text-2)}.buttons{margin-block-start:auto}`]}setConfig(e){this.config=e,this.requestUpdate()}asksFor(){return`${I()} ${q(this.config.days)}`}ask(){return T(this.hass,`plan`,{start:I(),days:q(this.config.days)})}render(){let{locale:e,value:t}=this;if(e===void 0)return o;let r=this.config.name||e.t(`today_planned`);return n`<section aria-label=${r}>
${this.config.name===``?o:n`<h2>${r}</h2>`}
<ht-failure .text=${this.failed}></ht-failure>
${this.connected?o:n`<ht-label .icon=${u} tone="fault" .text=${e.t(`offline`)}></ht-label>`}
${t===void 0?this.failed===``?n`<ht-label .text=${e.t(`loading`)}></ht-label>`:o:le(t.meals,t.today,q(this.config.days)).map(({day:e,meals:n})=>this.renderDay(e,n,e===t.today))}
<div class="buttons">
<ht-button .icon=${se} label=${e.t(`today_open_plan`)} @click=${()=>j(`/hearthtech/plan`)}></ht-button>
</div>
</section>`}renderDay(e,t,r){let{locale:i}=this;if(i===void 0)return o;let a=r?i.t(`today_meals`):`${N(i,e)}, ${k(i,e)}`;return n`<h3>${a}</h3>
${t.length===0?n`<p class="quiet">${i.t(`today_nothing`)}</p>`:n`<ul aria-label=${a}>
${t.map(e=>this.renderMeal(e))}
</ul>`}`}renderMeal(e){let{locale:t}=this;if(t===void 0)return o;let r=[e.time,e.servings===null?``:t.t(`today_for`,{count:L(t,e.servings)}),e.minutes===null?``:A(t,e.minutes*60)].filter(e=>e!==``);return n`<li>
<div>
<span dir="auto">${e.name}</span>
<p class="quiet">${r.join(` · `)}</p>
${O(e.trouble)?n`<ht-label tone="fault" .icon=${p} .text=${t.t(`today_harms`)}></ht-label>`:o}
</div>
${e.recipe===null?o:n`<ht-button .icon=${l} label=${`${t.t(`today_cook`)}: ${e.name}`}
compact @click=${()=>j(`/hearthtech/cook/recipe/${encodeURIComponent(e.recipe??``)}/${e.servings??``}`)}
></ht-button>`}
</li>`}};S([i()],J.prototype,`config`,void 0),J=S([_(`hearthtech-meals-card-content`)],J);var de=e({RecipeCard:()=>Y}),Y=class extends V{constructor(...e){super(...e),this.area=`today`,this.config={type:``},this.reading=new w,this.wanted=``}static{this.styles=[C,v,H,s` ht-picture{flex:none}h3{margin:0;font-size:var(--ht-size-24);font-weight:500;line-height:1.25;overflow-wrap:anywhere}p,ul{margin:0;line-height:1.4;color:var(--ht-text-2)}ul{padding-inline-start:1.2em}.buttons{display:flex;flex-wrap:wrap;gap:var(--ht-space-2);margin-block-start:auto}`]}setConfig(e){this.config=e,this.wanted=``,this.requestUpdate()}used(e){return[e.changes]}isReady(){return this.recipe!==void 0}disconnectedCallback(){super.disconnectedCallback(),this.unfollow?.(),this.unfollow=void 0}willUpdate(){this.unfollow??=this.feeds.changes.on(e=>{let t=e.subject===this.recipe?.id||e.kind?.startsWith(`pantry_`);(e.type===`kitchen`?e.loaded:t)&&this.read()});let e=`${this.config.recipe??``} ${this.hass.connection.connected}`;e!==this.wanted&&(this.wanted=e,this.read())}read(){this.reading.of(T(this.hass,`cook/card`,{recipe:this.config.recipe??``}),e=>{this.recipe=e},()=>{this.recipe=this.hass.connection.connected?null:this.recipe})}render(){let{locale:e,recipe:t}=this;if(e===void 0)return o;if(t===void 0)return n`<section><ht-label .text=${e.t(`loading`)}></ht-label></section>`;if(t===null)return n`<section>
<ht-empty-state .icon=${D} heading=${e.t(`today_no_recipe`)}>
<ht-button label=${e.t(`today_choose`)} @click=${()=>j(`/hearthtech/recipes`)}></ht-button>
</ht-empty-state>
</section>`;let r=[t.minutes===null?``:A(e,t.minutes*60),t.servings===null?``:e.t(`today_for`,{count:L(e,t.servings)})].filter(e=>e!==``),i=encodeURIComponent(t.id);return n`<section aria-label=${t.name}>
<ht-picture wide .cover=${t.cover} name=${t.name}></ht-picture>
<h3 dir="auto">${t.name}</h3>
${r.length>0?n`<p>${r.join(` · `)}</p>`:o}
${t.reasons.length>0?n`<ul>${t.reasons.map(e=>n`<li dir="auto">${e}</li>`)}</ul>`:o}
<div class="buttons">
<ht-button label=${e.t(`today_recipe`)} @click=${()=>j(`/hearthtech/recipes/${i}`)}></ht-button>
<ht-button kind="primary" .icon=${l} label=${e.t(`today_cook`)} @click=${()=>j(`/hearthtech/cook/recipe/${i}/`)}
></ht-button>
</div>
</section>`}};S([i()],Y.prototype,`config`,void 0),S([i()],Y.prototype,`recipe`,void 0),Y=S([_(`hearthtech-recipe-card-content`)],Y);function fe(e){let t=typeof e==`string`&&e.trim()!==``?Number(e):e;return typeof t!=`number`||!Number.isFinite(t)?1:Math.min(Math.max(Math.round(t),1),5)}function X(e,t,n){let r=Math.min(t,e.length);return Array.from({length:r},(r,i)=>e[(n*t+i)%e.length])}var pe=e({SuggestionCard:()=>Z}),Z=class extends K{constructor(...e){super(...e),this.area=`today`,this.changedBy=/^(meal_|pantry_|household_|person_|recipe_)/,this.config={type:``},this.turn=0}static{this.styles=[C,v,H,s` h3{margin:0;font-size:var(--ht-size-20);font-weight:500;line-height:1.3;overflow-wrap:anywhere}article + article{padding-block-start:var(--ht-space-3);border-block-start:1px solid var(--ht-line)}p,ul{margin:0;line-height:1.4;color:var(--ht-text-2)}ul{padding-inline-start:1.2em}.buttons{display:flex;flex-wrap:wrap;gap:var(--ht-space-2);padding-block:var(--ht-space-2)}.others{margin-block-start:auto}`]}setConfig(e){this.config=e,this.requestUpdate()}asksFor(){return this.config.slot??``}ask(){let{slot:e}=this.config,t=x(this.hass.language);return T(this.hass,`plan/candidates`,{language:t,...e?{slot:e}:{}})}render(){let{locale:e,value:t}=this;if(e===void 0)return o;let r=this.config.name||e.t(`today_suggestion`),i=fe(this.config.count);return n`<section aria-label=${r}>
${this.config.name===``?o:n`<h2>${r}</h2>`}
<ht-failure .text=${this.failed}></ht-failure>
${t===void 0?this.failed===``?n`<ht-label .text=${e.t(`loading`)}></ht-label>`:o:t.recipes.length===0?n`<ht-empty-state .icon=${D} heading=${e.t(`today_no_suggestion`)}>
<ht-button label=${e.t(`today_choose`)} @click=${()=>j(`/hearthtech/recipes`)}></ht-button>
</ht-empty-state>`:n`<div aria-live="polite">
${X(t.recipes,i,this.turn).map(e=>this.renderOne(e))}
</div>
${t.recipes.length>i?n`<div class="others">
<ht-button label=${e.t(`today_others`)} @click=${()=>{this.turn+=1}}
></ht-button>
</div>`:o}`}
</section>`}renderOne(e){let{locale:t}=this;if(t===void 0)return o;let r=encodeURIComponent(e.id);return n`<article aria-label=${e.name}>
<h3 dir="auto">${e.name}</h3>
${e.minutes===null?o:n`<p>${A(t,e.minutes*60)}</p>`}
${e.reasons.length>0?n`<ul>${e.reasons.map(e=>n`<li dir="auto">${e}</li>`)}</ul>`:o}
<div class="buttons">
<ht-button label=${t.t(`today_recipe`)} @click=${()=>j(`/hearthtech/recipes/${r}`)}></ht-button>
<ht-button kind="primary" .icon=${l} label=${t.t(`today_cook`)} @click=${()=>j(`/hearthtech/cook/recipe/${r}/`)}
></ht-button>
</div>
</article>`}};S([i()],Z.prototype,`config`,void 0),S([i()],Z.prototype,`turn`,void 0),Z=S([_(`hearthtech-suggestion-card-content`)],Z);var me=[1,3,5,10,20],he=10080,Q=class extends t{constructor(...e){super(...e),this.timers=[],this.connected=!0,this.offersNew=!0,this.failedAt=``,this.reason=``,this.name=``,this.minutes=``}static{this.styles=[v,s` :host{display:flex;flex-direction:column;gap:var(--ht-space-3)}.name{font-weight:500;font-size:var(--ht-size-16)}.detail{display:-webkit-box;overflow:hidden;-webkit-box-orient:vertical;-webkit-line-clamp:2;font-size:var(--ht-size-14);color:var(--ht-text-2)}.detail.urgent{color:var(--ht-fault-text);font-weight:500}.new{display:flex;flex-wrap:wrap;align-items:end;gap:var(--ht-space-2);padding-block-start:var(--ht-space-2);border-block-start:1px solid var(--ht-line)}.new ht-field{flex:2 1 8em}.new ht-field.minutes{flex:1 1 5em}.chips{display:flex;flex:1 1 100%;flex-wrap:wrap;gap:var(--ht-space-2)}.failed{display:flex;flex-wrap:wrap;align-items:center;gap:var(--ht-space-2);color:var(--ht-fault-text);font-size:var(--ht-size-14);line-height:1.35}`]}render(){let{locale:e}=this;return n`${this.timers.length===0?n`<ht-empty-state .icon=${r} heading=${e.t(`timer_none`)} text=${e.t(`timer_none_text`)}
></ht-empty-state>`:n`<ht-list aria-label=${e.t(`timers`)}>
${m(this.timers,e=>e.key,e=>this.renderTimer(e))}
</ht-list>`}
${this.offersNew?this.renderNew():o}
<div role="status">${this.failedAt===`new`?this.renderFailed():o}</div>`}nameOf(e){return e.kind===`burner`?this.locale.t(`timer_of_burner`,{burner:e.name}):e.name||this.locale.t(`timer`)}renderTimer(e){let{locale:t}=this,r=this.nameOf(e),i=e.ringing?t.t(`ringing`):e.pausedLeftS===null?e.detail:t.t(`paused`);return n`<ht-row data-key=${e.key}>
<ht-timer-ring slot="start" .timer=${e} .clock=${this.clock} .locale=${t}></ht-timer-ring>
<div class="name">${r}</div>
${i?n`<div class=${e.ringing?`detail urgent`:`detail`}>${i}</div>`:o}
${this.failedAt===e.key?this.renderFailed():o}
${this.renderButtons(e,r)}
</ht-row>`}renderButtons(e,t){let{locale:r}=this,i=!this.connected;if(e.kind===`step`)return o;if(e.kind===`burner`){let t=this.burners.burners[e.id];return t===void 0?o:n`${this.burners.mayHeat&&t.source===`remote`?n`<ht-button slot="end" label=${r.t(`add_minute`)} ?disabled=${i} @click=${()=>this.extendBurner(e,t)}
></ht-button>`:o}
<ht-stop-button slot="end" .hass=${this.hass} .locale=${r} .burners=${[t.id]} .name=${t.name} .on=${t.source!==`idle`} .connected=${this.connected}
></ht-stop-button>`}if(e.ringing)return n`<ht-button slot="end" kind="primary" .icon=${c} label=${r.t(`silence`)} ?disabled=${i} @click=${()=>this.send(e.key,{type:`hearthtech/timer/silence`})}
></ht-button>`;let s=t=>()=>this.send(e.key,{type:`hearthtech/timer/change`,timer:e.id,change:t}),l=e.pausedLeftS!==null;return n`<ht-button slot="end" label=${r.t(`add_minute`)} ?disabled=${i} @click=${s(`extend`)}></ht-button>
<ht-button slot="end"
compact .icon=${l?a:h} label=${`${r.t(l?`resume`:`pause`)}: ${t}`} ?disabled=${i} @click=${s(l?`resume`:`pause`)}
></ht-button>
<ht-button slot="end"
compact .icon=${ee} label=${`${r.t(`stop_timer`)}: ${t}`} ?disabled=${i} @click=${s(`cancel`)}
></ht-button>`}renderNew(){let{locale:e}=this;return n`<div class="new" role="group" aria-label=${e.t(`timer_new`)}>
<div class="chips">
${me.map(t=>n`<ht-chip label=${e.t(`minutes`,{count:t})} ?disabled=${!this.connected} @click=${()=>this.start(t)}
></ht-chip>`)}
</div>
<ht-field label=${e.t(`timer_name`)} .value=${this.name} @change=${this.named}></ht-field>
<ht-field class="minutes" inputmode="decimal" maxlength="6" label=${e.t(`timer_minutes`)} .value=${this.minutes} @change=${this.counted} @keydown=${this.entered}
></ht-field>
<ht-button .icon=${a} label=${e.t(`timer_start`)} ?disabled=${!this.connected} @click=${this.startTyped}></ht-button>
</div>`}renderFailed(){return n`<div class="failed">
<span>${this.locale.t(`failed`,{reason:this.reason})}</span>
<ht-button label=${this.locale.t(`retry`)} @click=${()=>this.again?.()}></ht-button>
</div>`}named(e){this.name=e.target.value}counted(e){this.minutes=e.target.value}entered(e){e.key===`Enter`&&(this.counted(e),this.startTyped())}startTyped(){let e=Number(this.minutes.trim().replace(`,`,`.`));e>0&&e<=he&&this.start(e)}start(e){let t=this.name.trim();this.send(`new`,{type:`hearthtech/timer/set`,name:t,seconds:e*60},()=>{this.name=``,this.minutes=``})}extendBurner(e,t){let n=t.target_c===null?{power:t.power??0}:{temperature_c:t.target_c},r=Math.max(e.endsAt-this.clock.now(),0);this.attempt(e.key,()=>ie(this.hass,t,{...n,timer_s:r+60},!1))}send(e,t,n){this.attempt(e,()=>this.hass.connection.sendMessagePromise(t),n)}attempt(e,t,n){this.failedAt=``,this.again=()=>this.attempt(e,t,n),t().then(n,async t=>{this.reason=B(t)?await te(this.hass,this.locale,t):this.locale.t(`unknown`),this.failedAt=e})}};S([g({attribute:!1})],Q.prototype,`hass`,void 0),S([g({attribute:!1})],Q.prototype,`locale`,void 0),S([g({attribute:!1})],Q.prototype,`clock`,void 0),S([g({attribute:!1})],Q.prototype,`timers`,void 0),S([g({attribute:!1})],Q.prototype,`burners`,void 0),S([g({type:Boolean})],Q.prototype,`connected`,void 0),S([g({attribute:!1})],Q.prototype,`offersNew`,void 0),S([i()],Q.prototype,`failedAt`,void 0),S([i()],Q.prototype,`reason`,void 0),S([i()],Q.prototype,`name`,void 0),S([i()],Q.prototype,`minutes`,void 0),Q=S([_(`ht-timer-list`)],Q);var ge=e({TimersCard:()=>$}),$=class extends E{constructor(...e){super(...e),this.config={type:``}}static{this.styles=[C,v,H]}setConfig(e){this.config=e}used(e){return[e.timers,e.sessions,e.burners]}isReady(){return this.feeds.timers.status!==`loading`}render(){let{locale:e,feeds:t}=this;if(e===void 0)return o;let r=this.config.name||e.t(`timers`);return n`<section aria-label=${r}>
${this.config.name===``?o:n`<h2>${r}</h2>`}
${this.renderBody(t)}
</section>`}renderBody(e){let{locale:t}=this;if(t===void 0)return o;if(e.timers.status===`missing`)return n`<ht-empty-state .icon=${r} heading=${t.t(`integration_missing`)} text=${t.t(`integration_missing_text`)}
></ht-empty-state>`;if(e.timers.status===`loading`)return n`<ht-label .text=${t.t(`loading`)}></ht-label>`;let i=this.hass.connected!==!1&&this.hass.connection.connected;return n`${i?o:n`<ht-label .icon=${u} tone="fault" .text=${t.t(`offline`)}></ht-label>`}
<ht-timer-list .hass=${this.hass} .locale=${t} .clock=${e.clock} .timers=${y(e.timers.value,e.sessions.value,e.burners.value,e.clock.now())} .burners=${e.burners.value} .connected=${i} .offersNew=${this.config.new!==!1}
></ht-timer-list>`}};S([i()],$.prototype,`config`,void 0),$=S([_(`hearthtech-timers-card-content`)],$);export{K as a,ue as i,pe as n,ce as o,de as r,H as s,ge as t};